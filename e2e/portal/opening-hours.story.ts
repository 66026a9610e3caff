import { addGroup, editorStands, expect, expectAccessible, expectNarrowFits, save, tab, test } from "./portal.ts";

test("office hours with a break, an exception and a closed destination are saved and come back", async ({ page }) => {
  await addGroup(page, "Virka-aika", "8017", ["Linda Holm"]);
  await tab(page, "Aukioloajat").click();
  await page.getByRole("switch", { name: "Aina auki" }).click();
  await expect(page.getByText("Ryhmä ei ole auki yhtenäkään päivänä.")).toBeVisible();
  await page.getByRole("button", { name: "Lisää aika: Maanantai" }).click();
  await page.getByLabel("Maanantai, avautuu").fill("8.30");
  await page.getByLabel("Maanantai, sulkeutuu").fill("12");
  await page.getByRole("button", { name: "Lisää aika: Maanantai" }).click();
  await page.getByLabel("Maanantai, sulkeutuu").last().fill("16:15");
  await page.getByRole("button", { name: "Kopioi ma muille arkipäiville" }).click();
  await page.getByRole("button", { name: "Lisää poikkeuspäivä" }).click();
  await page.getByLabel("Päivä", { exact: true }).fill("2026-12-24");
  await page.getByLabel("Selite").fill("Jouluaatto");
  await save(page);
  await page.reload();
  await editorStands(page);
  await expect(page.getByLabel("Perjantai, avautuu").first()).toHaveValue("8.30");
  await expect(page.getByLabel("Perjantai, sulkeutuu").last()).toHaveValue("16.15");
  await expect(page.getByLabel("Selite")).toHaveValue("Jouluaatto");
  // Without the save bar, which would cover small buttons at the lower edge.
  await expectAccessible(page);
  await expectNarrowFits(page);
});
