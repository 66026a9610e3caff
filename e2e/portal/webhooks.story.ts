/** A webhook is made, its secret seen once, and a test goes the whole way: portal, database, worker, and back into the log. */
import { expect, expectAccessible, expectNarrowFits, test, toast } from "./portal.ts";

test("a webhook is made, and its log tells why a test did not arrive", async ({ page }) => {
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Lisää webhook" }).first().click();
  await page.getByLabel("Nimi", { exact: true }).fill("Asiakasrekisteri");
  await page.getByLabel("Osoite", { exact: true }).fill("http://127.0.0.1/hook");
  await page.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(page.getByText("Anna osoite, joka alkaa https://").first()).toBeVisible();
  await page.getByLabel("Osoite", { exact: true }).fill("https://127.0.0.1/hook");
  await page.getByLabel("Viesti jätettiin").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Allekirjoitusavain" })).toHaveValue(/^jonohook_/);
  await page.getByRole("button", { name: "Avain on tallessa" }).click();
  await expect(page.getByText("Puhelu päättyi, Viesti jätettiin")).toBeVisible();
  await page.getByRole("button", { name: "Toiminnot: Asiakasrekisteri" }).click();
  await page.getByRole("menuitem", { name: "Uusi avain…" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Uusi avain", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Allekirjoitusavain" })).toHaveValue(/^jonohook_/);
  await page.getByRole("button", { name: "Avain on tallessa" }).click();
  await expect(page.getByText("Vanha avain allekirjoittaa myös").first()).toBeVisible();
  await page.getByRole("link", { name: "Asiakasrekisteri" }).click();
  await expect(page.getByRole("heading", { name: "Ei lähetyksiä" })).toBeVisible();
  await page.getByRole("button", { name: "Lähetä kokeilu" }).click();
  await expect(toast(page, "Lähetetään").first()).toBeVisible();
  await expect(page.getByRole("row", { name: /Kokeilu.*Osoite ei ole julkisessa verkossa/ })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.goto("/audit");
  await expect(page.getByText("Webhook: luotu").first()).toBeVisible();
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Toiminnot: Asiakasrekisteri" }).click();
  await page.getByRole("menuitem", { name: "Poista" }).click();
  await page.getByRole("button", { name: "Poista webhook" }).click();
  await expect(page.getByRole("heading", { name: "Ei webhookeja" })).toBeVisible();
});
