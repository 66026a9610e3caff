/** What two supervisors do to real callers who wait, each in a window of her own: both see it by push. */
import type { Locator, Page } from "@playwright/test";
import type { Baresip } from "../softphone/baresip.ts";
import { ask } from "./ask.ts";
import { signedInAs } from "./people.ts";
import { phone } from "./phone.ts";
import { expect, expectAccessible, expectNarrowFits, test } from "./portal.ts";
import { groupWithCallback, WaitingCallers } from "./waiting-callers.ts";

const number = "8025";
const elsewhere = "8026";

const queueOf = (page: Page): Locator => page.getByRole("region", { name: "Jono", exact: true }).locator("tbody tr");
const waits = (who: string[]) => who.map((one) => new RegExp(`^\\d*\\s*(Takaisinsoitto )?${one}`));

async function choose(page: Page, caller: RegExp, item: string): Promise<void> {
  await page.getByRole("button", { name: caller }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a waiting caller is put first, moved, taken, and a callback cancelled: the other supervisor's window follows each time", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const { member, group } = await groupWithCallback(page, "Kassa", number);
  const other = await groupWithCallback(page, "Kassan tuki", elsewhere);
  const supervisor = await signedInAs(browser, "101", "Vastausryhmät");
  const phones = await Promise.all([
    phone("102", 14_980),
    phone("104", 14_984),
    phone("105", 14_988),
    phone("103", 14_992),
    phone("101", 14_996),
  ]);
  const [agent, first, second, customer, own] = phones as [Baresip, Baresip, Baresip, Baresip, Baresip];
  const callers = new WaitingCallers(number);
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await callers.occupy(agent, first);
    // One after the other: two phones that dial at once arrive in any order.
    await callers.queue(first);
    await callers.queue(second);
    await callers.requestCallback(customer);
    const windows = [page, supervisor];
    const bothSee = async (who: string[]) => {
      for (const one of windows) await expect(queueOf(one)).toHaveText(waits(who));
    };
    for (const one of windows) await one.goto(`/live?group=${group}`);
    await bothSee(["104", "105", "103"]);

    await choose(page, /^Toiminnot: 105/, "Siirrä ensimmäiseksi");
    await bothSee(["105", "104", "103"]);

    await choose(supervisor, /^Toiminnot: 103/, "Peru takaisinsoitto…");
    const dialog = supervisor.getByRole("dialog", { name: "Perutaanko takaisinsoitto numeroon 103?" });
    await expectAccessible(supervisor);
    await dialog.getByRole("button", { name: "Peru takaisinsoitto" }).click();
    await bothSee(["105", "104"]);

    await choose(supervisor, /^Toiminnot: 104/, "Siirrä ryhmään Kassan tuki");
    await bothSee(["105"]);
    await expectNarrowFits(supervisor);

    await choose(supervisor, /^Toiminnot: 105/, "Ota itselle");
    await own.until("CALL_INCOMING");
    await expect(queueOf(page)).toContainText("Soi:");
    await own.accept();
    await second.until("CALL_ESTABLISHED");
    await bothSee([]);
    await page.goto(`/live?group=${other.group}`);
    await expect(queueOf(page)).toHaveText(waits(["104"]));
    await own.hangUp();
  } finally {
    await supervisor.context().close();
    await Promise.all(phones.map((one) => one.stop()));
    await ask(page, "POST", `/members/${member}/state`, { action: "finishWrapUp" }).catch(() => undefined);
    for (const id of [group, other.group]) await ask(page, "DELETE", `/groups/${id}`);
  }
});
