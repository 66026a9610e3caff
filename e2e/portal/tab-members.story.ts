import type { Page } from "@playwright/test";
import { memberSettings } from "../../lib/domain/group/members.ts";
import { ask, makeGroup, userId } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, test } from "./portal.ts";
import { counted, limited, row, type Step, switched, walk } from "./setting-steps.ts";

const showPart = (page: Page, part: "Jäsenet" | "Asetukset") =>
  page.getByRole("radiogroup", { name: "Jäsenet tai asetukset" }).getByRole("radio", { name: part }).check();

/** Among the settings. */
const there = (step: Step): Step => ({
  ...step,
  set: async (page) => {
    await showPart(page, "Asetukset");
    await step.set(page);
  },
  stands: async (page) => {
    await showPart(page, "Asetukset");
    await step.stands(page);
  },
});

const ordered = (page: Page) =>
  page.getByRole("region", { name: "Soittojärjestys", exact: true }).getByRole("listitem").locator(".who b").allInnerTexts();

/** Linda comes in, at the top; Mikko gets a level. */
const members = (linda: string, mikko: string): Step => ({
  set: async (page) => {
    await page.getByRole("button", { name: "Lisää jäseniä" }).click();
    const dialog = page.getByRole("dialog", { name: "Lisää jäseniä ryhmään" });
    await dialog.getByRole("checkbox", { name: /Linda Holm/ }).check();
    await dialog.getByRole("button", { name: "Lisää", exact: true }).click();
    await page.getByRole("button", { name: "Lisää soittojärjestykseen: Linda Holm" }).click();
    await page.getByRole("button", { name: "Siirrä ylöspäin: Linda Holm" }).click();
    await page.getByLabel("Taitotaso: Mikko Laine").selectOption("2");
  },
  stands: async (page) => {
    await showPart(page, "Jäsenet");
    await expect.poll(() => ordered(page)).toEqual(["Linda Holm", "Mikko Laine"]);
    await expect(page.getByLabel("Taitotaso: Mikko Laine")).toHaveValue("2");
  },
  saved: [
    { userId: linda, skillLevel: 3, ringOrder: 1 },
    { userId: mikko, skillLevel: 2, ringOrder: 2 },
  ],
});

const supervisors = (aino: string): Step => ({
  set: (page) =>
    row(page, "supervisors")
      .getByRole("checkbox", { name: /Aino Valvoja/ })
      .check(),
  stands: (page) => expect(row(page, "supervisors").getByRole("checkbox", { name: /Aino Valvoja/ })).toBeChecked(),
  saved: [aino],
});

const devices: Step = {
  set: (page) => row(page, "devices").getByRole("checkbox", { name: "Mobiili" }).uncheck(),
  stands: async (page) => {
    await expect(row(page, "devices").getByRole("checkbox", { name: "Mobiili" })).not.toBeChecked();
    await expect(row(page, "devices").getByRole("checkbox", { name: "IP-puhelin" })).toBeChecked();
  },
  saved: ["workstation", "ipPhone"],
};

test("Members: the list and every setting are saved and come back; the next call rings both at once, for the ring time, also a busy presence, and logs out who missed it", async ({
  page,
}) => {
  const group = await makeGroup(page, "Jäsenten polku", "8033", ["102"]);
  const [aino, mikko, linda] = await Promise.all(["101", "102", "105"].map((extension) => userId(page, extension)));
  const phones = await Promise.all([phone("104", 14_770), phone("102", 14_774), phone("105", 14_778)]);
  const [caller, first, second] = phones;
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await ask(page, "POST", `/members/${mikko}/state`, { action: "setPresence", presence: "busy" });
    await page.goto(`/groups/${group.id}/members`);
    await walk(page, "members", memberSettings, {
      members: members(linda!, mikko!),
      supervisors: there(supervisors(aino!)),
      ringInOrder: there(switched("ringInOrder", true)),
      skillBased: there(switched("skillBased", true)),
      longestIdle: there(switched("longestIdle", true)),
      presenceAffects: there(switched("presenceAffects", false)),
      devices: there(devices),
      ringSimultaneously: there(counted("ringSimultaneously", 2)),
      ringSeconds: there(counted("ringSeconds", 5)),
      wrapUpSeconds: there(counted("wrapUpSeconds", 45)),
      logoutAfterMissed: there(limited("logoutAfterMissed", 1)),
    });

    await caller!.dial(dialled("8033"));
    const [rung] = await Promise.all([first!.until("CALL_INCOMING"), second!.until("CALL_INCOMING")]);
    const ended = await first!.until("CALL_CLOSED");
    expect(Math.round((ended.atMs - rung.atMs) / 1000)).toBe(5);
    await page.goto("/groups");
    await expect(page.getByRole("row", { name: /Jäsenten polku/ })).toContainText("Ei kirjautuneita");
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
    await ask(page, "POST", `/members/${mikko}/state`, { action: "setPresence", presence: "available" });
    await ask(page, "DELETE", `/groups/${group.id}`);
  }
});
