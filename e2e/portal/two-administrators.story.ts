import { addGroup, editorStands, expect, expectAccessible, save, tab, test } from "./portal.ts";

test("two administrators change the same group: both values are shown and nobody's work is lost", async ({ page, context }) => {
  await addGroup(page, "Kaksi muokkaajaa", "8011", ["Sanna Koski"]);
  const address = page.url();
  const other = await context.newPage();
  await other.goto(address);
  await editorStands(other);

  await other.getByRole("radio", { name: "Enintään" }).first().check();
  await other.getByLabel("Jonotuksen maksimiaika", { exact: true }).last().fill("300");
  await tab(other, "Yleinen").click();
  await other.getByLabel("Nimi", { exact: true }).fill("Kahden muokkaama");
  await save(other);

  await page.getByRole("radio", { name: "Enintään" }).first().check();
  await page.getByLabel("Jonotuksen maksimiaika", { exact: true }).last().fill("900");
  await tab(page, "Jäsenet").click();
  await page.getByRole("radio", { name: "Asetukset" }).check();
  await page.getByLabel("Jälkikäsittelyaika", { exact: true }).fill("45");
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();

  const dialog = page.getByRole("dialog", { name: "Joku muu tallensi ryhmän sillä välin" });
  await expect(dialog.getByRole("group", { name: /Jonotuksen maksimiaika/ })).toContainText("900 s");
  await expect(dialog.getByRole("group", { name: /Jonotuksen maksimiaika/ })).toContainText("300 s");
  await expect(dialog).toContainText("Kahden muokkaama");
  await expectAccessible(page);
  await dialog.getByRole("radio", { name: /Toisen tallentama/ }).check();
  await dialog.getByRole("button", { name: "Jatka muokkaamista" }).click();

  await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
  await save(page);
  await page.reload();
  await editorStands(page);
  await expect(page.getByRole("heading", { level: 1, name: /Kahden muokkaama/ })).toBeVisible();
  await tab(page, "Jonoasetukset").click();
  await expect(page.getByLabel("Jonotuksen maksimiaika", { exact: true }).last()).toHaveValue("300");
  await tab(page, "Jäsenet").click();
  await page.getByRole("radio", { name: "Asetukset" }).check();
  await expect(page.getByLabel("Jälkikäsittelyaika", { exact: true })).toHaveValue("45");
});
