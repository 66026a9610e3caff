/** Settings of the whole organisation, API tokens, and how both stand in the audit log. */
import { expect, expectAccessible, expectNarrowFits, save, test, toast } from "./portal.ts";

test("the organisation's settings are saved with their errors named, and the audit log finds them", async ({ page }) => {
  await page.goto("/organisation");
  const cap = page.getByLabel("Pyyntöjä päivässä", { exact: true });
  await expect(cap).toHaveValue("500");
  await cap.fill("100001");
  await expect(page.getByText("Suurin arvo on 100 000 kpl. Anna pienempi luku.")).toBeVisible();
  await cap.fill("450");
  await page.getByRole("button", { name: "Lisää tila" }).click();
  await page.getByLabel("Tilan 4 nimi").fill("Varattu");
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByText("Sama nimi on kahdesti. Muuta toinen.")).toBeVisible();
  await page.getByLabel("Tilan 4 nimi").fill("Etätöissä 🏡");
  await page.getByRole("checkbox", { name: "Ulkomaat" }).check();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await save(page);
  await page.reload();
  await expect(cap).toHaveValue("450");
  await expect(page.getByLabel("Tilan 4 nimi")).toHaveValue("Etätöissä 🏡");
  await expect(page.getByRole("checkbox", { name: "Ulkomaat" })).toBeChecked();

  await page.goto("/audit");
  await page.getByLabel("Mitä muutettiin").selectOption("Organisaatio");
  await page.getByLabel("Hae muutoksia").fill("etätöissä");
  const entry = page.getByRole("row", { name: /Organisaatio: muutettu/ }).first();
  await expect(entry).toContainText("anna");
  await entry.getByRole("button", { name: /Näytä muutokset/ }).click();
  await expect(page.getByRole("dialog").getByRole("row", { name: "callbackDailyCap 500 450" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Sulje" }).click();
  await page.getByLabel("Hae muutoksia").fill("ei tällaista ole");
  await expect(page.getByText("Hakuehdoilla ei löytynyt mitään.")).toBeVisible();

  await page.goto("/organisation");
  for (let number = 4; number > 0; number--) await page.getByRole("button", { name: `Poista tila ${number}` }).click();
  await cap.fill("500");
  await page.getByRole("checkbox", { name: "Ulkomaat" }).uncheck();
  await save(page);
});

test("an API token is shown once, works, and stops when it is revoked", async ({ page, playwright, baseURL }) => {
  await page.goto("/api-tokens");
  await page.getByRole("button", { name: "Lisää avain" }).first().click();
  await page.getByRole("button", { name: "Luo avain" }).click();
  await expect(page.getByText("Tämä tieto tarvitaan.")).toBeVisible();
  await page.getByLabel("Nimi", { exact: true }).fill("Raportit");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Luo avain" }).click();
  const shown = page.getByRole("dialog", { name: "Uusi avain: Raportit" }).getByLabel("Avain", { exact: true });
  await expect(shown).toHaveValue(/^jono_/);
  const token = await shown.inputValue();
  await page.getByRole("button", { name: "Avain on tallessa" }).click();
  const program = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { Authorization: `Bearer ${token}` } });
  expect((await program.get("/api/v1/groups")).status()).toBe(200);
  expect((await program.post("/api/v1/api-tokens", { data: { name: "Toinen" } })).status()).toBe(403);

  await page.reload();
  const row = page.getByRole("row", { name: /Raportit/ });
  await expect(row).not.toContainText("Ei koskaan");
  await expectNarrowFits(page);
  await row.getByRole("button", { name: "Mitätöi Raportit" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mitätöi" }).click();
  await expect(toast(page, "Raportit on mitätöity")).toBeVisible();
  await expect(row).toBeHidden();
  expect((await program.get("/api/v1/groups")).status()).toBe(401);
  await program.dispose();
});
