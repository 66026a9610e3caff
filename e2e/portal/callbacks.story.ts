/** Requests of real callers: one is cancelled, two are carried out, and the portal says whether the customer was met. */
import type { Baresip } from "../softphone/baresip.ts";
import { ask } from "./ask.ts";
import { phone } from "./phone.ts";
import { expect, expectAccessible, expectNarrowFits, test, toast } from "./portal.ts";
import { groupWithCallback, WaitingCallers } from "./waiting-callers.ts";

const number = "8022";
/** The customer hears first who calls. */
const greetingMs = 20_000;

test("a supervisor sees what each callback waits for, cancels one after being asked, and says of others while both talk whether the customer was reached", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { member, group } = await groupWithCallback(page, "Ajanvaraus", number);
  const callers = new WaitingCallers(number);
  const phones = await Promise.all([phone("102", 14_940), phone("103", 14_944), phone("104", 14_948), phone("105", 14_952)]);
  const [agent, first, second, customer] = phones as [Baresip, Baresip, Baresip, Baresip];
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await page.goto("/callbacks");
    await callers.occupy(agent, first);
    await callers.queue(first, second);

    await callers.requestCallback(customer);
    const rows = page.getByRole("row", { name: /105/ });
    await expect(rows).toContainText("Odottaa");
    await expect(rows).toContainText("0 / 3");
    await expect(rows).toContainText("Soitetaan, kun vuoro tulee");
    await expectAccessible(page);
    await expectNarrowFits(page);
    await page.getByRole("button", { name: "Peru takaisinsoitto numeroon 105" }).click();
    const dialog = page.getByRole("dialog", { name: "Perutaanko takaisinsoitto numeroon 105?" });
    await dialog.getByRole("button", { name: "Älä peru" }).click();
    await expect(rows).toContainText("Odottaa");
    await page.getByRole("button", { name: "Peru takaisinsoitto numeroon 105" }).click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Peru takaisinsoitto" }).click();
    await expect(toast(page, "Takaisinsoitto on peruttu")).toBeVisible();
    await expect(rows).toContainText("Peruttu");
    await expect(rows).toContainText("Takaisinsoitto peruttiin");
    await expect(rows.getByRole("button")).toHaveCount(0);

    await callers.requestCallback(customer);
    const row = rows.first();
    await expect(row).toContainText("Odottaa");
    await Promise.all([first.hangUp(), second.hangUp()]);
    const [agentBefore, customerBefore] = [agent.events.length, customer.events.length];
    await ask(page, "POST", `/members/${member}/state`, { action: "finishWrapUp" });
    await agent.until("CALL_INCOMING", { after: agentBefore });
    await agent.accept();
    await customer.until("CALL_INCOMING", { after: customerBefore });
    await expect(row).toContainText("Soitetaan");
    await expect(row).toContainText("Asiakaspalvelija: Mikko Laine");
    await customer.accept();
    await expect(row).toContainText("Puhelussa", { timeout: greetingMs });
    await expectAccessible(page);
    await expectNarrowFits(page);
    await page.screenshot({ path: "e2e/.work/callbacks.png" });
    await page.getByRole("button", { name: "Tavoitettu: 105", exact: true }).click();
    await expect(toast(page, "Asiakas on merkitty tavoitetuksi")).toBeVisible();
    await agent.hangUp();
    await expect(row).toContainText("Päättyi");
    await expect(row).toContainText("Tavoitettu");
    await expect(row).toContainText("1 / 3");
    const answered = (await ask<{ calls: { id: string }[] }>(page, "GET", "/calls?figure=callbackAttempts&outcome=answered")).calls;
    const log = await page.context().newPage();
    await log.goto(`/calls/${answered[0]?.id}`);
    await expect(log.getByRole("heading", { level: 1, name: "Takaisinsoitto: 105" })).toBeVisible();
    await expect(log.getByRole("listitem").filter({ hasText: "Asiakas vastasi, linjalla Mikko Laine" })).toBeVisible();
    await expectNarrowFits(log);
    await log.close();

    await callers.queue(first, second);
    await callers.requestCallback(customer);
    await expect(row).toContainText("0 / 3");
    await Promise.all([first.hangUp(), second.hangUp()]);
    const [agentLater, customerLater] = [agent.events.length, customer.events.length];
    await ask(page, "POST", `/members/${member}/state`, { action: "finishWrapUp" });
    await agent.until("CALL_INCOMING", { after: agentLater });
    await agent.accept();
    await customer.until("CALL_INCOMING", { after: customerLater });
    await customer.accept();
    await page.getByRole("button", { name: "Ei tavoitettu: 105", exact: true }).click({ timeout: greetingMs });
    await expect(toast(page, "Asiakasta ei tavoitettu")).toBeVisible();
    await expect(row).toContainText("Odottaa");
    await expect(row).toContainText("1 / 3");
    await expect(row).toContainText("Seuraava yritys aikaisintaan");
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
    await ask(page, "POST", `/members/${member}/state`, { action: "finishWrapUp" }).catch(() => undefined);
    await ask(page, "DELETE", `/groups/${group}`);
  }
});
