import { ask, makeGroup } from "./ask.ts";
import { addGroup, editorStands, expect, expectAccessible, expectNarrowFits, save, tab, test } from "./portal.ts";
import { documentOf } from "./setting-steps.ts";

test("the preview says for any time what a caller meets and by which rule, before anything is saved; the list of all groups shows the hours in words", async ({
  page,
}) => {
  const group = await makeGroup(page, "Iltapäivystys", "8042", ["105"], {
    hours: {
      alwaysOpen: false,
      weekly: [...Array.from({ length: 5 }, () => [{ opens: 480, closes: 960 }]), [], []],
      exceptions: [{ date: "2030-12-24", name: "Aaton päivystys", ranges: [{ opens: 540, closes: 720 }] }],
    },
  });
  await page.goto(`/groups/${group.id}/hours`);
  const preview = page.getByRole("region", { name: "Mitä soittajalle tapahtuu" });
  const answer = preview.getByRole("status");
  const at = async (day: string, time: string) => {
    await preview.getByLabel("Soittopäivä").fill(day);
    await preview.getByLabel("Kellonaika").fill(time);
  };
  await at("2030-11-18", "10");
  await expect(answer).toContainText("Maanantai 18.11.2030 klo 10.00");
  await expect(answer).toContainText("Maanantai 8.00–16.00, viikon aukioloaikojen mukaan.");
  await expect(answer).toContainText("Sulkeutuu klo 16.00.");
  await expect(answer).toContainText("Soittaja pääsee jonoon.");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await at("2030-11-22", "17.30");
  await expect(answer).toContainText("Avautuu ma 25.11.2030 klo 8.00.");
  await expect(answer).toContainText("Puhelu ohjataan: Varattutiedote ja lopetus.");
  await at("2030-12-24", "13");
  await expect(answer).toContainText("Poikkeuspäivä 24.12.2030, Aaton päivystys: 9.00–12.00.");
  await at("2030-12-25", "10");
  await expect(answer).toContainText("Pyhäpäivä 25.12.2030, joulupäivä: suljettu.");
  await at("2031-03-30", "3.30");
  await expect(answer).toContainText("klo 4.30");

  await page.getByRole("radiogroup", { name: "Aukiolo nyt" }).getByRole("radio", { name: "Poikkeustilanne" }).check();
  await expect(answer).toContainText("Poikkeustilanne on voimassa");
  await page.getByRole("radiogroup", { name: "Aukiolo nyt" }).getByRole("radio", { name: "Automaattinen" }).check();
  await at("2030-11-23", "10");
  await expect(answer).toContainText("Lauantai suljettu, viikon aukioloaikojen mukaan.");
  await page.getByRole("button", { name: "Lisää aika: Lauantai" }).click();
  await expect(answer).toContainText("Lauantai 8.00–16.00");
  await page.getByRole("button", { name: "Hylkää" }).click();
  await expect(page.getByRole("button", { name: "Hylkää" })).toBeHidden();

  const saved = await documentOf(page);
  await ask(page, "PUT", `/groups/${group.id}`, { ...saved, hours: { ...saved.hours, closedOnHolidays: false } });
  await page.getByRole("navigation", { name: "Päävalikko", exact: true }).getByRole("link", { name: "Aukioloajat" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Aukioloajat" })).toBeVisible();
  const row = page.getByRole("row", { name: /Iltapäivystys/ });
  await expect(row).toContainText("ma–pe 8.00–16.00");
  await expect(row).toContainText("la–su suljettu");
  await expect(row).toContainText("24.12.2030, Aaton päivystys: 9.00–12.00");
  await expect(page.getByRole("row", { name: /Asiakaspalvelu/ })).toContainText("Aina auki");
  await row.getByRole("link", { name: "Iltapäivystys" }).click();
  await expect(tab(page, "Aukioloajat")).toHaveAttribute("aria-current", "page");
  await ask(page, "DELETE", `/groups/${group.id}`);
});

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
