/** Numbers: what the rules say while it is typed, a use against them on a name, and the choice by need. */
import { expect, expectAccessible, expectNarrowFits, save, test, toast } from "./portal.ts";

test("a chargeable number for existing customers is saved only on the administrator's name, which stays to be seen", async ({ page }) => {
  await page.goto("/numbers");
  await page.getByRole("link", { name: "Lisää numero" }).click();
  await page.getByLabel("Numero", { exact: true }).fill("+46 8 123 4567");
  await page.getByRole("button", { name: "Lisää numero" }).click();
  await expect(page.getByText("Anna suomalainen numero, esimerkiksi 0800 123 456")).toBeVisible();
  await page.getByLabel("Numero", { exact: true }).fill("8000");
  await page.getByRole("button", { name: "Lisää numero" }).click();
  await expect(page.getByText("Numero on jo käytössä palvelunumerona tai alanumerona.")).toBeVisible();
  await page.getByLabel("Numero", { exact: true }).fill("029 000 0888");
  await expect(page.getByText("Yritysnumero")).toBeVisible();
  const rules = page.getByRole("region", { name: "Mitä säännöt sanovat" });
  await expect(rules).toContainText("Hinta puuttuu.");
  await page.getByLabel("Hinta", { exact: true }).fill("2,40 €/min + pvm/mpm");
  await expect(rules).toContainText("Hinta on vähintään 2,3 €");
  await page.getByLabel("Käyttötarkoitus", { exact: true }).selectOption({ label: "Nykyiset asiakkaat (sopimus, lasku, vika)" });
  await expect(rules).toContainText("ei saa maksaa enempää kuin puhelu tavalliseen numeroon");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Lisää numero" }).click();
  await expect(page.getByText("Käyttö on vastoin sääntöjä. Valitse toinen käyttö tai hyväksy se nimelläsi.")).toBeVisible();
  await page.getByRole("checkbox", { name: /Hyväksyn tämän käytön/ }).check();
  await page.getByRole("button", { name: "Lisää numero" }).click();
  await expect(toast(page, "029 000 0888 on lisätty")).toBeVisible();

  const row = page.getByRole("row", { name: /029 000 0888/ });
  await expect(row).toContainText("Vastoin sääntöjä, hyväksyjä");
  await expectAccessible(page);
  await row.getByRole("link").click();
  await expect(page.getByRole("checkbox", { name: /Hyväksyn tämän käytön/ })).toBeDisabled();
  await page.getByLabel("Käyttötarkoitus", { exact: true }).selectOption({ label: "Yritysasiakkaat" });
  await page.getByLabel("Tavallinen rinnakkaisnumero").fill("09 000 0888");
  await page.getByLabel("Hinta", { exact: true }).fill("8,4 snt/min");
  await expect(rules).toContainText("Ei huomautettavaa.");
  await save(page);
  await page.reload();
  await expect(page.getByLabel("Tavallinen rinnakkaisnumero")).toHaveValue("09 000 0888");
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Poista numero" }).click();
  await expect(toast(page, "on poistettu")).toBeVisible();
  await expect(row).toBeHidden();
});

test("the wizard proposes what fits the need, with free numbers, and says why nothing does", async ({ page }) => {
  await page.goto("/numbers");
  await page.getByRole("button", { name: "Millainen numero sopii?" }).click();
  const dialog = page.getByRole("dialog", { name: "Millainen numero sopii?" });
  await expect(dialog.getByRole("heading", { name: "Paikallisnumero" })).toBeVisible();
  await expect(dialog.getByRole("link", { name: "09 0000 3300" })).toBeVisible();
  await dialog.getByRole("radio", { name: "Enemmän" }).check();
  await expect(dialog).toContainText("Nykyisten asiakkaiden numero ei saa maksaa enempää kuin tavallinen puhelu.");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await dialog.getByRole("radio", { name: "Ei mitään" }).check();
  await expect(dialog.getByRole("heading", { name: "Maksuton 0800" })).toBeVisible();
});

test("a number that a group has is not deleted, and the group is named", async ({ page }) => {
  await page.goto("/numbers");
  await page.getByRole("link", { name: "8000", exact: true }).click();
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("Asiakaspalvelu");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Poista numero" })).toBeHidden();
});
