import type { Page } from "@playwright/test";
import { hoursSettings } from "../../lib/domain/group/hours.ts";
import { localTime } from "../../lib/domain/opening-hours.ts";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { ask, makeGroup, userId } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, save, test } from "./portal.ts";
import { counted, leadsTo, type Step, segment, switched, walk } from "./setting-steps.ts";

const anId = expect.stringMatching(/^[0-9a-f-]{36}$/);
const office = [{ opens: 8 * 60 + 30, closes: 16 * 60 + 15 }];

const weekly: Step = {
  set: async (page) => {
    await page.getByRole("button", { name: "Lisää aika: Maanantai" }).click();
    await page.getByLabel("Maanantai, avautuu").fill("8.30");
    await page.getByLabel("Maanantai, sulkeutuu").fill("16.15");
    await page.getByRole("button", { name: "Lisää aika: Lauantai" }).click();
    await page.getByLabel("Lauantai, avautuu").fill("22");
    await page.getByLabel("Lauantai, sulkeutuu").fill("2");
  },
  stands: async (page) => {
    await expect(page.getByLabel("Maanantai, avautuu")).toHaveValue("8.30");
    await expect(page.getByLabel("Lauantai, sulkeutuu")).toHaveValue("2.00");
    await expect(page.getByText("yli puolenyön", { exact: true })).toBeVisible();
  },
  saved: [office, [], [], [], [], [{ opens: 22 * 60, closes: 2 * 60 }], []],
};

/** Closed today, the whole day. */
const exceptions = (date: string): Step => ({
  set: async (page) => {
    await page.getByRole("button", { name: "Lisää poikkeuspäivä" }).click();
    await page.getByLabel("Päivä", { exact: true }).fill(date);
    await page.getByLabel("Selite").fill("Inventaario");
  },
  stands: async (page) => {
    await expect(page.getByLabel("Päivä", { exact: true })).toHaveValue(date);
    await expect(page.getByLabel("Selite")).toHaveValue("Inventaario");
  },
  saved: [{ date, name: "Inventaario", ranges: [] }],
});

/** One for each reason. */
function closedDestinations(linda: string): Step {
  const reasons = {
    outsideHours: leadsTo("Aukioloajan ulkopuolella", "toHangUp", null, { kind: "hangUp" }),
    exception: leadsTo("Poikkeuspäivänä", "toAnnouncement", "Edistymisilmoitus", { kind: "announcement", announcementId: anId }),
    holiday: leadsTo("Pyhäpäivänä", "toGroup", "Tekninen tuki, 8001", { kind: "group", groupId: anId }),
    manual: leadsTo("Kun suljettu käsin", "toUser", "Linda Holm, 105", { kind: "user", userId: linda }),
    emergency: leadsTo("Poikkeustilanteessa", "toAnnouncement", "Jonotervehdys", { kind: "announcement", announcementId: anId }),
  };
  const each = async (act: (step: Step) => Promise<void>) => {
    for (const step of Object.values(reasons)) await act(step);
  };
  return {
    set: (page) => each((step) => step.set(page)),
    stands: (page) => each((step) => step.stands(page)),
    saved: Object.fromEntries(Object.entries(reasons).map(([reason, { saved }]) => [reason, saved])),
  };
}

const byHand = (page: Page, state: string) => page.getByRole("radiogroup", { name: "Aukiolo nyt" }).getByRole("radio", { name: state });

test("Opening hours: every setting is saved and comes back; the next calls go where the closing by hand leads, then where the exception does", async ({
  page,
}) => {
  const group = await makeGroup(page, "Aukiolon polku", "8036", ["102"]);
  const phones = await Promise.all([phone("104", 14_770), phone("105", 14_774)]);
  const [caller, linda] = phones;
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await page.goto(`/groups/${group.id}/hours`);
    await walk(page, "hours", hoursSettings, {
      alwaysOpen: switched("alwaysOpen", false),
      manual: segment("manual", "Suljettu", "closed"),
      weekly,
      closedOnHolidays: switched("closedOnHolidays", false),
      exceptions: exceptions(localTime(new Date(), "Europe/Helsinki").date),
      serveAfterCloseMinutes: counted("serveAfterCloseMinutes", 20),
      closedDestinations: closedDestinations(await userId(page, "105")),
    });

    await caller!.dial(dialled("8036"));
    await linda!.until("CALL_INCOMING");
    await caller!.hangUp();
    await linda!.until("CALL_CLOSED");

    await byHand(page, "Automaattinen").check();
    await save(page);
    const before = caller!.events.length;
    await caller!.dial(dialled("8036"));
    await caller!.until("CALL_CLOSED", { after: before, timeoutMs: 20_000 });
    expect(whenHeard((await caller!.heard()).at(-1)!, await readPrompt("fi", "queue.progress"))).not.toBeNull();
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
    await ask(page, "DELETE", `/groups/${group.id}`);
  }
});
