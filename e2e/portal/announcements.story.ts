import { sine } from "../../lib/audio/tones.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import { expect, expectAccessible, test, toast } from "./portal.ts";

const sound = (seconds: number) => ({ name: "joulu.wav", mimeType: "audio/wav", buffer: Buffer.from(writeWav(sine(300, seconds))) });

test("an announcement is heard before it is added, replaced and deleted; what is no sound is refused with the remedy", async ({ page }) => {
  await page.goto("/announcements");
  await page.getByRole("button", { name: /^Lisää (ensimmäinen )?tiedote$/ }).click();
  const dialog = page.getByRole("dialog", { name: "Lisää tiedote" });
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Valitse äänitiedosto, äänitä tai kirjoita");
  await dialog.getByLabel("Äänitiedosto").setInputFiles({ name: "kirje.wav", mimeType: "audio/wav", buffer: Buffer.from("Hei!") });
  await expect(dialog.getByRole("alert")).toContainText("Äänitiedostoa ei voi lukea.");
  await dialog.getByLabel("Äänitiedosto").setInputFiles(sound(4));
  await expect(dialog.getByRole("img", { name: "Äänen voimakkuus, kesto 4 s" })).toBeVisible();
  await expect(dialog.getByLabel("Nimi")).toHaveValue("joulu");
  await dialog.getByLabel("Nimi").fill("Joulun tervehdys");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(toast(page, "Joulun tervehdys on lisätty")).toBeVisible();
  const row = page.getByRole("row", { name: /Joulun tervehdys/ });
  await expect(row).toContainText("0:04");

  await page.getByRole("button", { name: "Toiminnot: Joulun tervehdys" }).click();
  await page.getByRole("menuitem", { name: "Vaihda äänite" }).click();
  await page.getByRole("dialog").getByLabel("Äänitiedosto").setInputFiles(sound(6));
  await page.getByRole("dialog").getByRole("button", { name: "Vaihda äänite" }).click();
  await expect(row).toContainText("0:06");

  await page.getByRole("button", { name: "Toiminnot: Joulun tervehdys" }).click();
  await page.getByRole("menuitem", { name: "Aiemmat äänitteet" }).click();
  const versions = page.getByRole("dialog", { name: "Äänitteet: Joulun tervehdys" });
  await expect(versions.getByRole("listitem").first()).toContainText("Käytössä nyt");
  await expectAccessible(page);
  await versions.getByRole("button", { name: "Palauta" }).click();
  await expect(row).toContainText("0:04");

  await page.getByRole("button", { name: "Toiminnot: Joulun tervehdys" }).click();
  await page.getByRole("menuitem", { name: "Muokkaa tietoja" }).click();
  await page.getByRole("dialog").getByLabel("Nimi").fill("Joulun toivotus");
  await page.getByRole("dialog").getByRole("button", { name: "Tallenna" }).click();
  await expect(page.getByRole("row", { name: /Joulun toivotus/ })).toBeVisible();

  await page.getByRole("button", { name: "Toiminnot: Joulun toivotus" }).click();
  await page.getByRole("menuitem", { name: "Poista tiedote…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Poista tiedote" }).click();
  await expect(page.getByRole("row", { name: /Joulun toivotus/ })).toBeHidden();
});

test("an announcement is spoken into the microphone, and another is made from its text", async ({ page }) => {
  await page.goto("/announcements");
  const add = page.getByRole("button", { name: /^Lisää (ensimmäinen )?tiedote$/ });
  const dialog = page.getByRole("dialog", { name: "Lisää tiedote" });
  await add.click();
  await dialog.getByRole("radio", { name: "Mikrofoni" }).check();
  await dialog.getByRole("button", { name: "Aloita äänitys" }).click();
  await expect(dialog.getByText(/^0:0[2-9]$/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Lopeta äänitys" }).click();
  await expect(dialog.getByRole("img", { name: /Äänen voimakkuus, kesto \d s/ })).toBeVisible();
  await dialog.getByLabel("Nimi").fill("Puhuttu");
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(page.getByRole("row", { name: /Puhuttu/ })).toContainText(/0:0\d/);

  await add.click();
  await dialog.getByRole("radio", { name: "Teksti puheeksi" }).check();
  await dialog.getByLabel("Puhuttava teksti").fill("Asiakaspalvelu on tänään suljettu koulutuksen vuoksi.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Muuta puheeksi" }).click();
  await expect(dialog.getByLabel("Nimi")).toHaveValue("Asiakaspalvelu on tänään suljettu");
  await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
  await expect(page.getByRole("row", { name: /Asiakaspalvelu on tänään/ })).toContainText(/0:0[2-9]/);
});
