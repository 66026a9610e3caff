import { expect, expectAccessible, expectNarrowFits, test, toast } from "./portal.ts";

test("a billing ID is added with its errors named, renamed and deleted", async ({ page }) => {
  await page.goto("/billing-ids");
  await page.getByRole("button", { name: "Lisää laskutustunnus" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(dialog.getByText("Tämä tieto tarvitaan.").first()).toBeVisible();
  await dialog.getByLabel("Tunnus", { exact: true }).fill("1000");
  await dialog.getByLabel("Nimi", { exact: true }).fill("Yöpäivystys");
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(dialog.getByText("Tunnus on jo käytössä. Anna toinen.")).toBeVisible();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await dialog.getByLabel("Tunnus", { exact: true }).fill("4400-B");
  await dialog.getByLabel("Nimi", { exact: true }).press("Enter");
  await expect(toast(page, "4400-B on lisätty")).toBeVisible();
  const row = page.getByRole("row", { name: /4400-B/ });
  await expect(row).toContainText("Yöpäivystys");
  await page.getByRole("button", { name: "Toiminnot: 4400-B" }).click();
  await page.getByRole("menuitem", { name: "Muokkaa" }).click();
  await dialog.getByLabel("Nimi", { exact: true }).fill("Päivystys");
  await dialog.getByRole("button", { name: "Tallenna" }).click();
  await expect(row).toContainText("Päivystys");
  await page.getByRole("button", { name: "Toiminnot: 4400-B" }).click();
  await page.getByRole("menuitem", { name: "Poista" }).click();
  await dialog.getByRole("button", { name: "Poista laskutustunnus" }).click();
  await expect(row).toBeHidden();
});
