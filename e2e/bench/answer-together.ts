/** Twenty phones ring for one caller and are picked up at the same instant: one is connected, the others are let go. */
import type { FarmCall, UdpFarm } from "./udp-farm.ts";

export interface Together {
  /** Phones that were still in the call when all was over. */
  connected: FarmCall[];
  /** From the pick-up until the last of the others had its BYE. */
  othersEndedMs: number;
}

const patienceMs = 10_000;

/** The caller is hung up by `done`. */
export async function answerTogether(
  agents: UdpFarm,
  callers: UdpFarm,
  number: string,
  phones: number,
): Promise<Together & { done(): void }> {
  const ringing: FarmCall[] = [];
  const ended: number[] = [];
  let up = 0;
  const settled = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${ringing.length} rang, ${up} were answered, ${ended.length} ended`)), patienceMs);
    const look = () => {
      if (up < phones || ended.length < phones - 1) return;
      clearTimeout(timer);
      resolve();
    };
    agents.onUp = () => {
      up++;
      look();
    };
    agents.onEnded = () => {
      ended.push(performance.now());
      look();
    };
  });
  const all = new Promise<void>((resolve) => {
    agents.onInvite = (call) => {
      ringing.push(call);
      if (ringing.length === phones) resolve();
      return "ring";
    };
  });
  const call = await callers.call("0401234567", number);
  await Promise.race([all, settled]);
  const pickedUpAt = performance.now();
  for (const phone of ringing) agents.answer(phone);
  await settled;
  const connected = ringing.filter(({ callId }) => agents.calls.has(callId));
  return { connected, othersEndedMs: Math.max(...ended) - pickedUpAt, done: () => callers.hangUp(call) };
}
