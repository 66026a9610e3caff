/** Requests of real callers: one is cancelled, two are carried out, and the portal says whether the customer was met. */
import type { Page } from "@playwright/test";
import type { Baresip } from "../softphone/baresip.ts";
import { ask, numberId, userId } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, expectAccessible, expectNarrowFits, test, toast } from "./portal.ts";

const number = "8022";
/** The customer hears first who calls. */
const greetingMs = 20_000;

/** The third who waits is offered a callback at once. */
async function groupWithCallback(page: Page): Promise<{ member: string; group: string }> {
  const member = await userId(page, "102");
  const { id } = await ask<{ id: string }>(page, "POST", "/groups", {
    general: { name: "Ajanvaraus", numberId: await numberId(page, number), language: "en" },
    members: { wrapUpSeconds: 3600, members: [{ userId: member, ringOrder: 1 }] },
    announcements: { playRingback: false },
    callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 1 },
  });
  return { member, group: id };
}

/** 102 serves a caller, and is in wrap-up after it: nobody is free, and yet the group has its agent. */
async function occupy(agent: Baresip, caller: Baresip): Promise<void> {
  await caller.dial(dialled(number));
  await agent.until("CALL_INCOMING");
  await agent.accept();
  await agent.until("CALL_ESTABLISHED");
  await agent.hangUp();
  await caller.until("CALL_CLOSED");
}

async function queue(...callers: Baresip[]): Promise<void> {
  const before = callers.map(({ events }) => events.length);
  for (const caller of callers) await caller.dial(dialled(number));
  await Promise.all(callers.map((caller, index) => caller.until("CALL_ESTABLISHED", { after: before[index] })));
}

/** Presses 1 until the offer has been heard, and the service has said that it is stored. */
async function requestCallback(customer: Baresip): Promise<void> {
  const before = customer.events.length;
  await customer.dial(dialled(number));
  await customer.until("CALL_ESTABLISHED", { after: before });
  const closed = customer.until("CALL_CLOSED", { after: before, timeoutMs: 40_000 }).then(() => true);
  await expect
    .poll(
      async () => {
        await customer.sendKeys("1");
        return Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1000, false))]);
      },
      { timeout: 40_000 },
    )
    .toBe(true);
}

test("a supervisor sees what each callback waits for, cancels one after being asked, and says of others while both talk whether the customer was reached", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { member, group } = await groupWithCallback(page);
  const phones = await Promise.all([phone("102", 14_940), phone("103", 14_944), phone("104", 14_948), phone("105", 14_952)]);
  const [agent, first, second, customer] = phones as [Baresip, Baresip, Baresip, Baresip];
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await page.goto("/callbacks");
    await occupy(agent, first);
    await queue(first, second);

    await requestCallback(customer);
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

    await requestCallback(customer);
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

    await queue(first, second);
    await requestCallback(customer);
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
