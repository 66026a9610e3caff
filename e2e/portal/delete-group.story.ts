import { addGroup, expect, expectAccessible, test, toast } from "./portal.ts";

test("deleting a group names it and its number, and frees the number", async ({ page }) => {
  await addGroup(page, "Kesäkampanja", "8012", ["Petri Salo"]);
  await page.goto("/groups");
  await page.getByRole("button", { name: "Toiminnot: Kesäkampanja" }).click();
  await page.getByRole("menuitem", { name: "Poista ryhmä…" }).click();
  const dialog = page.getByRole("dialog", { name: "Poistetaanko Kesäkampanja, 8012?" });
  await expect(dialog).toContainText("Numero palautuu vapaiden numeroiden joukkoon.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Poista ryhmä" }).click();
  await expect(toast(page, "Numero 8012 on taas vapaa.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Kesäkampanja/ })).toBeHidden();

  await page.goto("/groups/new");
  await expect(page.getByLabel("Ryhmän numero", { exact: true }).locator("option", { hasText: "8012" })).toBeAttached();
});

test("a group that others overflow to is not deleted, and they are named", async ({ page }) => {
  await addGroup(page, "Ylivuotokohde", "8013");
  await addGroup(page, "Ylivuotava", "8014");
  await page.getByLabel("Kun jono on täynnä tai maksimiaika täyttyy", { exact: true }).selectOption("Ryhmä");
  await page.getByLabel("Kun jono on täynnä tai maksimiaika täyttyy: Ryhmä").selectOption({ label: "Ylivuotokohde, 8013" });
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(toast(page, "Tallennettu")).toBeVisible();
  await page.goto("/groups");
  await page.getByRole("button", { name: "Toiminnot: Ylivuotokohde" }).click();
  await page.getByRole("menuitem", { name: "Poista ryhmä…" }).click();
  await page.getByRole("button", { name: "Poista ryhmä", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Ylivuotava" })).toBeVisible();
});
