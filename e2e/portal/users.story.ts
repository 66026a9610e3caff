/** From adding a person to his first sign-in and his phone's first registration. */
import { Baresip } from "../softphone/baresip.ts";
import { expect, expectAccessible, expectNarrowFits, save, test, toast } from "./portal.ts";

const sipPort = Number(process.env.E2E_PORT ?? 3110) + 2;

test("a person is added with her errors named, chooses a password by the link, and her phone registers with the password shown once", async ({
  page,
  browser,
}) => {
  await page.goto("/users");
  await page.getByRole("link", { name: "Lisää käyttäjä" }).click();
  await page.getByRole("button", { name: "Lisää käyttäjä" }).click();
  await expect(page.getByLabel("Nimi", { exact: true })).toBeFocused();
  await page.getByLabel("Nimi", { exact: true }).fill("Kaarina-Annikki Wähäkangas-Östergård 🦊");
  await page.getByLabel("Sähköposti", { exact: true }).fill("ei osoite");
  await expect(page.getByText("Anna sähköpostiosoite, esimerkiksi etunimi.sukunimi@yritys.fi.")).toBeVisible();
  await page.getByLabel("Sähköposti", { exact: true }).fill("kaarina@stories.invalid");
  await page.getByLabel("Alanumero", { exact: true }).fill("101");
  await page.getByRole("button", { name: "Lisää käyttäjä" }).click();
  await expect(page.getByText("Alanumero on jo käytössä. Valitse toinen.")).toBeVisible();
  await page.getByLabel("Alanumero", { exact: true }).fill("8005");
  await page.getByRole("button", { name: "Lisää käyttäjä" }).click();
  await expect(page.getByText("Alanumero on jo käytössä. Valitse toinen.")).toBeVisible();
  await page.getByLabel("Alanumero", { exact: true }).fill("177");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Lisää käyttäjä" }).click();

  const link = page.getByRole("dialog", { name: /Salasanalinkki/ }).getByLabel("Linkki", { exact: true });
  await expect(link).toHaveValue(/\/password#.{43}$/);
  await expectAccessible(page);
  await expectNarrowFits(page);
  const address = await link.inputValue();
  await page.getByRole("dialog").getByRole("button", { name: "Sulje" }).click();

  const other = await browser.newContext({ locale: "fi-FI", storageState: { cookies: [], origins: [] } });
  const hers = await other.newPage();
  await hers.goto(address);
  await expect(hers.getByRole("heading", { name: "Valitse salasana" })).toBeVisible();
  await hers.getByLabel("Uusi salasana").fill("salasana1");
  await hers.getByRole("button", { name: "Tallenna salasana" }).click();
  await expect(hers.getByText("Salasana on liian tavallinen.")).toBeVisible();
  await expectAccessible(hers);
  await expectNarrowFits(hers);
  await hers.getByLabel("Uusi salasana").fill("kettu kulkee lumessa");
  await hers.getByRole("button", { name: "Tallenna salasana" }).click();
  await hers.getByRole("link", { name: "Kirjaudu sisään" }).click();
  await hers.getByLabel("Sähköposti").fill("kaarina@stories.invalid");
  await hers.getByLabel("Salasana").fill("kettu kulkee lumessa");
  await hers.getByLabel("Salasana").press("Enter");
  await expect(hers.getByRole("heading", { level: 1, name: "Puhelut" })).toBeVisible();
  await hers.goto(address);
  await hers.reload();
  await expect(hers.getByText("Linkki on vanhentunut tai jo käytetty.")).toBeVisible();

  await page.getByRole("button", { name: "Uusi SIP-salasana: IP-puhelin" }).click();
  const dialog = page.getByRole("dialog", { name: /Uusi SIP-salasana/ });
  await dialog.getByRole("button", { name: "Tee uusi salasana" }).click();
  await expect(dialog.getByRole("img", { name: /QR-koodi/ })).toBeVisible();
  await expectAccessible(page);
  await expectNarrowFits(page);
  const [, user = "", password = ""] = await dialog.locator("code").allTextContents();
  await dialog.getByRole("button", { name: "Tiedot on annettu puhelimeen" }).click();
  const phone = await Baresip.start({
    account: { user, domain: `127.0.0.1:${sipPort}`, password, registerSeconds: 300 },
    ports: { sip: 14_920, control: 14_922, rtp: { min: 34_600, max: 34_619 } },
  });
  try {
    await phone.registered();
    const device = page.getByRole("region", { name: "IP-puhelin" });
    await expect(device).toContainText("Rekisteröitynyt", { timeout: 20_000 });
    await expect(device).toContainText("baresip");
  } finally {
    await phone.stop();
  }

  await page.getByRole("radio", { name: "Valvoja" }).check();
  await expect(page.getByText("Muutettu, oli Jäsen")).toBeVisible();
  await save(page);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Valvoja" })).toBeChecked();
  await hers.goto("/groups");
  await expect(hers.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();

  await page.getByRole("switch", { name: "Käyttäjä käytössä" }).uncheck();
  await save(page);
  await hers.goto("/groups");
  await expect(hers).toHaveURL(/\/sign-in/);
  await other.close();

  await page.getByRole("button", { name: /^Toiminnot: Kaarina/ }).click();
  await page.getByRole("menuitem", { name: "Poista käyttäjä…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Yksi SIP-tunnus lakkaa toimimasta.");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Poista käyttäjä" }).click();
  await expect(toast(page, "on poistettu")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Käyttäjät" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Kaarina/ })).toBeHidden();
});

test("an administrator can't take her own rights away; a person's presence is set from his page", async ({ page }) => {
  await page.goto("/users");
  await page
    .getByRole("row", { name: /anna@stories/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("radio", { name: "Jäsen" })).toBeDisabled();
  await expect(page.getByRole("switch", { name: "Käyttäjä käytössä" })).toBeDisabled();
  await page.goto("/users");
  await page.getByRole("link", { name: "Jari Nieminen" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Jari Nieminen" })).toBeVisible();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("radio", { name: "Varattu" }).click();
  await expect(page.getByRole("radio", { name: "Varattu" })).toBeChecked();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Varattu" })).toBeChecked();
  await page.getByRole("radio", { name: "Paikalla" }).click();
  await expect(page.getByRole("radio", { name: "Paikalla" })).toBeChecked();
});
