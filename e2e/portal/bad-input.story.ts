import { sine } from "../../lib/audio/tones.ts";
import { writeWav } from "../../lib/audio/wav.ts";
import { ask, makeAnnouncement, makeGroup } from "./ask.ts";
import { editorStands, expect, expectAccessible, expectNarrowFits, save, tab, test } from "./portal.ts";
import { documentOf, row } from "./setting-steps.ts";

const compound = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerikoulut";
const mixed = "שירות לקוחות 😀👩‍👩‍👧 خدمة 24/7";

test("whatever is typed is kept, the error names the field and the remedy, and the layout holds at 320 px: long words, other scripts, a name that is taken, a pasted book", async ({
  page,
}) => {
  const group = await makeGroup(page, "Outo syöte", "8047");
  await page.goto(`/groups/${group.id}/general`);
  await editorStands(page);
  const name = page.getByLabel("Nimi", { exact: true });
  const heading = page.getByRole("heading", { level: 1 });
  const saveButton = page.getByRole("button", { name: "Tallenna", exact: true });
  const refused = async (value: string, words: string) => {
    await name.fill(value);
    await saveButton.click();
    await expect(row(page, "name").getByText(words)).toBeVisible();
    await expect(name).toHaveValue(value);
    await expect(name).toBeFocused();
    await expectNarrowFits(page);
  };
  expect([...compound]).toHaveLength(60);
  await refused("ä".repeat(10_000), "Enintään 80 merkkiä. Lyhennä tekstiä.");
  await refused("   ", "Tämä tieto tarvitaan.");
  await refused("Asiakaspalvelu", "Nimi on jo käytössä. Anna toinen nimi.");
  for (const value of [mixed, compound]) {
    await name.fill(value);
    await save(page);
    await expect(heading).toHaveText(`${value} 8047`);
    await expectNarrowFits(page);
  }
  await page.goto("/groups");
  await expect(page.getByRole("link", { name: compound })).toBeVisible();
  await expectNarrowFits(page);
  await ask(page, "DELETE", `/groups/${group.id}`);
});

test("a member and an announcement that somebody deletes meanwhile are named when saving; without them it is saved, and nothing typed is lost", async ({
  page,
}) => {
  const person = { name: "Väliaikainen Vilma", email: "vilma@stories.invalid", extension: "4711", role: "supervisor" };
  const vilma = (await ask<{ id: string }>(page, "POST", "/users", person)).id;
  const sound = await makeAnnouncement(page, "Väliaikainen", writeWav(sine(500, 1)));
  const group = await makeGroup(page, "Poistoja välissä", "8048", ["105"]);
  await page.goto(`/groups/${group.id}/announcements`);
  await editorStands(page);
  const saveButton = page.getByRole("button", { name: "Tallenna", exact: true });
  await row(page, "queueEntryAnnouncementId").getByRole("combobox").selectOption({ label: "Väliaikainen" });
  await row(page, "progressIntervalSeconds").getByRole("textbox").fill("77");
  await tab(page, "Jäsenet").click();
  await page.getByRole("button", { name: "Lisää jäseniä" }).click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /Vilma/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Lisää", exact: true }).click();
  await page.getByRole("radio", { name: "Asetukset" }).check();
  await row(page, "supervisors").getByRole("checkbox", { name: /Vilma/ }).check();
  await ask(page, "DELETE", `/users/${vilma}`);
  await ask(page, "DELETE", `/announcements/${sound}`);

  await saveButton.click();
  await expect(page.getByText(/Luettelossa on käyttäjä, joka on poistettu/).first()).toBeVisible();
  await page.getByRole("button", { name: "Toiminnot: Poistettu käyttäjä" }).click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Poista ryhmästä" }).click();
  await saveButton.click();
  await expect(row(page, "supervisors").getByText(/Luettelossa on käyttäjä, joka on poistettu/)).toBeVisible();
  await row(page, "supervisors").getByRole("checkbox", { name: "Poistettu käyttäjä" }).press("Space");
  await saveButton.click();
  const entry = row(page, "queueEntryAnnouncementId");
  await expect(entry.getByText("Valittu kohde on poistettu. Valitse toinen.")).toBeVisible();
  await expect(entry.getByRole("combobox").locator("option:checked")).toHaveText("Poistettu tiedote");
  await entry.getByRole("combobox").selectOption({ label: "Jonotervehdys" });
  await save(page);
  const saved = await documentOf(page);
  expect([saved.members.members.length, saved.members.supervisors, saved.announcements.progressIntervalSeconds]).toEqual([1, [], 77]);
  await ask(page, "DELETE", `/groups/${group.id}`);
});
