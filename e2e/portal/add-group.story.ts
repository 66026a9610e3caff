import { sine } from "../../lib/audio/tones.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import { ask } from "./ask.ts";
import { addGroup, editorStands, expect, expectAccessible, expectNarrowFits, isTakenOver, save, tab, test, toast } from "./portal.ts";

const greeting = { name: "tervetuloa_jonoon.wav", mimeType: "audio/wav", buffer: Buffer.from(writeWav(sine(440, 3))) };

test("adds a group with members, ring time and an uploaded announcement, and all of it is there after a reload", async ({ page }) => {
  await page.goto("/groups/new");
  await page.getByRole("button", { name: "Luo ryhmä" }).click();
  await expect(page.getByText("Tämä tieto tarvitaan.")).toBeVisible();
  await expectAccessible(page);
  await expectNarrowFits(page);

  await addGroup(page, "Laivayhteydet", "8010", ["Mikko Laine", "Linda Holm"]);
  await expect(page.getByRole("heading", { name: "Soittajan polku" })).toBeVisible();

  await tab(page, "Jäsenet").click();
  await expect(page.getByText("Mikko Laine")).toBeVisible();
  await page.getByRole("radio", { name: "Asetukset" }).check();
  await page.getByLabel("Soittoaika", { exact: true }).fill("3");
  await expect(page.getByText("Pienin arvo on 5 s. Anna suurempi luku.").first()).toBeVisible();
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByRole("button", { name: /1 virhe/ })).toBeVisible();
  await page.getByLabel("Soittoaika", { exact: true }).fill("25");
  await expect(page.getByText("Muutettu, oli 20 s")).toBeVisible();

  await tab(page, "Tiedotteet").click();
  await page.getByRole("button", { name: "Uusi tiedote: Jonoon tullessa" }).click();
  const dialog = page.getByRole("dialog", { name: "Lisää tiedote" });
  await dialog.getByLabel("Äänitiedosto").setInputFiles(greeting);
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(toast(page, "tervetuloa jonoon on lisätty")).toBeVisible();
  await expect(page.getByLabel("Jonoon tullessa", { exact: true })).toHaveValue(/.{36}/);
  await expect(page.getByText("0:03")).toBeVisible();
  await expect(page.getByText("Tiedote 3 s.")).toBeVisible();
  await expect(page.getByText("2 muutosta")).toBeVisible();
  await save(page);
  await expect(page.getByRole("button", { name: "Tallenna", exact: true })).toBeHidden();

  await page.reload();
  await editorStands(page);
  await expect(page.getByLabel("Jonoon tullessa", { exact: true }).locator("option:checked")).toHaveText("tervetuloa jonoon");
  await tab(page, "Jäsenet").click();
  await page.getByRole("radio", { name: "Asetukset" }).check();
  await expect(page.getByLabel("Soittoaika", { exact: true })).toHaveValue("25");
});

test("every tab of the editor can be reached, read and used by everyone", async ({ page }) => {
  await page.goto("/groups");
  await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).click();
  for (const name of ["Yleinen", "Jonoasetukset", "Jäsenet", "Tiedotteet", "Takaisinsoitto", "Aukioloajat"]) {
    await tab(page, name).click();
    await expect(tab(page, name)).toHaveAttribute("aria-current", "page");
    if (name === "Jäsenet") await expect(page.getByRole("button", { name: /^Siirrä: / }).first()).toBeVisible();
    await expectAccessible(page);
    await expectNarrowFits(page);
  }
});

test("leaving asks also whoever changes something before the scripts that follow the page have come", async ({ page }) => {
  const [group] = await ask<{ id: string }[]>(page, "GET", "/groups");
  const heldBack: string[] = [];
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    if (!(await page.evaluate(isTakenOver))) return route.continue();
    heldBack.push(route.request().url());
  });
  await page.goto(`/groups/${group?.id}/queue`);
  await expect.poll(() => heldBack.length).toBeGreaterThan(0);
  await page.getByRole("radio", { name: "Enintään" }).first().check();
  await page.getByRole("link", { name: "Puhelut" }).first().click();
  await expect(page.getByRole("dialog", { name: "Hylätäänkö muutokset?" })).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("leaving with changes asks, and staying keeps them", async ({ page }) => {
  await page.goto("/groups");
  await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).click();
  await editorStands(page);
  await page.getByRole("radio", { name: "Enintään" }).first().check();
  await page.getByRole("link", { name: "Puhelut" }).first().click();
  await expect(page.getByRole("dialog", { name: "Hylätäänkö muutokset?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Jatka muokkaamista" }).click();
  await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Hylkää" }).click();
  await expect(page.getByText("1 muutos", { exact: true })).toBeHidden();
});
