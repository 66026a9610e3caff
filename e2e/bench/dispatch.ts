/** 200 agents, all in a call, and 500 callers who wait: how soon is a member rung who has become free? */
import { openHouse } from "./bench-house.ts";
import { printTimes } from "./report.ts";
import type { FarmCall } from "./udp-farm.ts";

const agentCount = 200;
const waitingCount = 500;
const sampleCount = 300;
const gatherMs = 25;

export async function run(): Promise<void> {
  const { agents, callers, number, stop } = await openHouse(agentCount);
  try {
    const talking: FarmCall[] = [];
    agents.onUp = (call) => talking.push(call);
    for (let n = 0; n < agentCount + waitingCount; n++) await callers.call("0401234567", number);
    await until(() => talking.length === agentCount);
    const freeSince = new Map<string, number>();
    const times: number[] = [];
    agents.onInvite = (call) => {
      const since = freeSince.get(call.user);
      if (since !== undefined) times.push(call.invitedAt - since);
      freeSince.delete(call.user);
      return "answer";
    };
    for (let n = 0; n < sampleCount; n++) {
      const call = talking.shift()!;
      freeSince.set(call.user, performance.now());
      agents.hangUp(call);
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
    }
    await until(() => times.length === sampleCount).catch(() => console.log(`${sampleCount - times.length} members were not rung`));
    printTimes(`member free -> INVITE, ${agentCount} agents, ${waitingCount} waiting`, times);
  } finally {
    await stop();
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not come to that in 10 s");
}
