/** Voice menus and message boxes, from the first to a group that uses them. */
import { editorStands, expect, expectAccessible, expectNarrowFits, save, test, toast } from "./portal.ts";

test("a message box and a menu are made with their checks, led to by a group, and can't be deleted while they are used", async ({
  page,
}) => {
  await page.goto("/menus");
  await page.getByRole("link", { name: "Lisää viestilaatikko" }).click();
  await page.getByRole("button", { name: "Lisää viestilaatikko" }).click();
  await expect(page.getByLabel("Nimi", { exact: true })).toBeFocused();
  await page.getByLabel("Nimi", { exact: true }).fill("Iltaviestit");
  await page.getByLabel("Kysymys 1 yhteenvedossa").fill("Kuka soittaa?");
  await page.getByLabel("Kysymys 1: vastausaika enintään").fill("121");
  await expect(page.getByText("Suurin arvo on 120. Anna pienempi luku.")).toBeVisible();
  await page.getByLabel("Kysymys 1: vastausaika enintään").fill("30");
  await page.getByRole("button", { name: "Lisää kysymys" }).click();
  await page.getByLabel("Kysymys 2 yhteenvedossa").fill("Mihin numeroon soitamme?");
  await page.getByLabel("Kysymys 2: vastaus", { exact: true }).selectOption({ label: "Näppäimillä" });
  await page.getByLabel("Yhteenveto sähköpostiin").fill("illat@stories.invalid");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Lisää viestilaatikko" }).click();
  await expect(toast(page, "Iltaviestit on lisätty")).toBeVisible();

  await page.getByRole("link", { name: "Lisää valikko" }).click();
  const checks = page.getByRole("region", { name: "Tarkistukset" });
  await expect(checks).toContainText("Tervehdystä ei ole: soittaja kuulee hiljaisuutta.");
  await expect(checks).toContainText("Valikossa ei ole yhtään näppäintä.");
  await page.getByLabel("Nimi", { exact: true }).fill("Päävalikko");
  await page.getByLabel("Tervehdys", { exact: true }).selectOption({ label: "Jonotervehdys" });
  await page.getByRole("button", { name: "Lisää näppäin" }).click();
  await page.getByRole("button", { name: "Lisää valikko" }).click();
  await expect(page.getByText("Valitse kohde luettelosta.")).toBeVisible();
  await page.getByLabel("Näppäin 1: Ryhmä").selectOption({ label: "Tekninen tuki, 8001" });
  await page.getByRole("button", { name: "Lisää näppäin" }).click();
  await page.locator("#options\\.1\\.destination").selectOption({ label: "Käyttäjä" });
  await page.getByLabel("Näppäin 2: Käyttäjä").selectOption({ label: "Mikko Laine, 102" });
  await expect(checks).toContainText("Jos henkilö ei vastaa tai on varattu, puhelu päättyy.");
  await checks.getByRole("button", { name: "Siirry kohtaan" }).last().click();
  await expect(page.getByLabel("Kun henkilöä ei tavoiteta", { exact: true })).toBeFocused();
  await page.getByLabel("Kun henkilöä ei tavoiteta", { exact: true }).selectOption({ label: "Viestilaatikko" });
  await page.getByLabel("Kun henkilöä ei tavoiteta: Viestilaatikko").selectOption({ label: "Iltaviestit" });
  await expect(checks).not.toContainText("Jos henkilö ei vastaa");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Lisää valikko" }).click();
  await expect(toast(page, "Päävalikko on lisätty")).toBeVisible();
  await expect(page.getByRole("row", { name: /Päävalikko/ })).toContainText("1, 2");
  await expectAccessible(page);
  await expectNarrowFits(page);

  await page.getByRole("link", { name: "Päävalikko", exact: true }).click();
  await expect(checks).toContainText("Mikään ryhmä tai valikko ei ohjaa tänne.");
  await page.getByLabel("Odotusaika", { exact: true }).fill("5");
  await page.getByLabel("Kun mitään ei paineta", { exact: true }).selectOption({ label: "Ryhmä" });
  await page.getByLabel("Kun mitään ei paineta: Ryhmä").selectOption({ label: "Tekninen tuki, 8001" });
  await save(page);
  await page.reload();
  await expect(page.getByLabel("Odotusaika", { exact: true })).toHaveValue("5");
  await expect(page.getByLabel("Kun mitään ei paineta: Ryhmä").locator("option:checked")).toHaveText("Tekninen tuki, 8001");

  await page.goto("/groups");
  await page.getByRole("link", { name: "Laskutus", exact: true }).click();
  await editorStands(page);
  await page.locator("#queue\\.noAgentsDestination").selectOption({ label: "Valikko" });
  await page.getByLabel(/: Valikko$/).selectOption({ label: "Päävalikko" });
  await save(page);
  await page.goto("/menus");
  await page.getByRole("link", { name: "Päävalikko", exact: true }).click();
  await page.getByRole("button", { name: "Poista", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("Kohde on käytössä, eikä sitä voi poistaa: Laskutus.");
  await expectAccessible(page);
});
