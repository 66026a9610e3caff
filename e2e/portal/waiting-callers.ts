/** Real callers who wait in a group whose only agent is in wrap-up; the third is offered a callback at once. */
import { expect, type Page } from "@playwright/test";
import type { Baresip } from "../softphone/baresip.ts";
import { ask, userId } from "./ask.ts";
import { dialled } from "./phone.ts";

/** 102 is its member, 101 supervises it. */
export async function groupWithCallback(page: Page, name: string, number: string): Promise<{ member: string; group: string }> {
  const numbers = await ask<{ id: string; digits: string }[]>(page, "GET", "/numbers");
  const [member, supervisor] = [await userId(page, "102"), await userId(page, "101")];
  const { id } = await ask<{ id: string }>(page, "POST", "/groups", {
    general: { name, numberId: numbers.find(({ digits }) => digits === number)?.id, language: "en" },
    members: { wrapUpSeconds: 3600, members: [{ userId: member, ringOrder: 1 }], supervisors: [supervisor] },
    announcements: { playRingback: false },
    callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 1 },
  });
  return { member, group: id };
}

export class WaitingCallers {
  readonly #uri: string;

  constructor(number: string) {
    this.#uri = dialled(number);
  }

  /** 102 serves a caller, and is in wrap-up after it: nobody is free, and yet the group has its agent. */
  async occupy(agent: Baresip, caller: Baresip): Promise<void> {
    await caller.dial(this.#uri);
    await agent.until("CALL_INCOMING");
    await agent.accept();
    await agent.until("CALL_ESTABLISHED");
    await agent.hangUp();
    await caller.until("CALL_CLOSED");
  }

  async queue(...callers: Baresip[]): Promise<void> {
    const before = callers.map(({ events }) => events.length);
    for (const caller of callers) await caller.dial(this.#uri);
    await Promise.all(callers.map((caller, index) => caller.until("CALL_ESTABLISHED", { after: before[index] })));
  }

  /** Presses 1 until the offer has been heard, and the service has said that it is stored. */
  async requestCallback(customer: Baresip): Promise<void> {
    const before = customer.events.length;
    await customer.dial(this.#uri);
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
}
