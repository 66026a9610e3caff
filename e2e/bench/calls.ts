/** Calls against a running Jono: how long an answer takes, how soon a free member is rung, how many whole calls a second. */
import { type BenchHouse, openHouse } from "./bench-house.ts";
import { printTimes } from "./report.ts";
import type { FarmCall } from "./udp-farm.ts";

const callCount = 200;
const ratesPerSecond = [25, 50, 100];
const rateSeconds = 5;
const agentCount = 60;
const patienceMs = 20_000;

export async function run(): Promise<void> {
  const house = await openHouse(agentCount);
  try {
    await answerTimes(house);
    await freeTimes(house);
    for (const rate of ratesPerSecond) await wholeCalls(house, rate);
  } finally {
    await house.stop();
  }
}

/** One after the other; the member who is rung answers at once and the caller hangs up. */
async function answerTimes({ agents, callers, number }: BenchHouse): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < callCount; n++) {
    const up = next<FarmCall>((told) => {
      agents.onUp = told;
    });
    const ended = next<FarmCall>((told) => {
      agents.onEnded = told;
    });
    const call = await within(callers.call("0401234567", number), "the caller's 200");
    times.push(call.answeredAt - call.invitedAt);
    await within(up, "the member's answer");
    callers.hangUp(call);
    await within(ended, "the member's BYE");
  }
  printTimes("INVITE of a caller -> 200 OK", times);
}

/** All members talk and more callers wait; one member hangs up, and is rung for the next caller. */
async function freeTimes({ agents, callers, number }: BenchHouse): Promise<void> {
  const talking: FarmCall[] = [];
  let rung: (call: FarmCall) => void = () => {};
  agents.onInvite = (call) => {
    rung(call);
    return "answer";
  };
  let up: (call: FarmCall) => void = (call) => void talking.push(call);
  agents.onUp = (call) => up(call);
  const waiting = 20;
  for (let n = 0; n < agentCount + waiting; n++) await within(callers.call("0401234567", number), "the caller's 200");
  while (talking.length < agentCount) await new Promise((resolve) => setTimeout(resolve, 10));
  const times: number[] = [];
  for (let n = 0; n < callCount; n++) {
    const invited = next<FarmCall>((told) => {
      rung = told;
    });
    const answered = next<FarmCall>((told) => {
      up = told;
    });
    const begin = performance.now();
    agents.hangUp(talking.shift()!);
    times.push((await within(invited, "the INVITE to the member")).invitedAt - begin);
    talking.push(await within(answered, "the member's ACK"));
    await within(callers.call("0401234567", number), "the caller's 200");
  }
  printTimes("member free (his BYE) -> INVITE to him", times);
  for (const call of [...callers.calls.values()]) callers.hangUp(call);
  agents.onInvite = () => "answer";
  agents.onUp = () => {};
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}

/** At a fixed rate, whether or not the calls before are through: arrive, be answered, talk, end. */
async function wholeCalls({ agents, callers, number }: BenchHouse, perSecond: number): Promise<void> {
  const times: number[] = [];
  let [done, failed] = [0, 0];
  const why = new Set<string>();
  agents.onUp = (call) => setTimeout(() => agents.hangUp(call), 300);
  agents.onEnded = () => {};
  const ends = new Map<string, () => void>();
  callers.onEnded = (call) => ends.get(call.callId)?.();
  const began = performance.now();
  const all: Promise<void>[] = [];
  for (let n = 0; n < perSecond * rateSeconds; n++) {
    const due = began + (n * 1000) / perSecond;
    if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    all.push(oneCall());
  }
  async function oneCall(): Promise<void> {
    try {
      const call = await within(callers.call("0401234567", number), "200", 10_000);
      times.push(call.answeredAt - call.invitedAt);
      await within(
        new Promise<void>((resolve) => {
          ends.set(call.callId, resolve);
        }),
        "BYE",
        10_000,
      );
      done++;
    } catch (error) {
      failed++;
      why.add(error instanceof Error ? error.message : String(error));
    }
  }
  await Promise.all(all);
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${perSecond} calls/s offered for ${rateSeconds} s: ${(done / seconds).toFixed(1)} whole calls/s, ${done} done, ${failed} failed`,
  );
  printTimes("  INVITE -> 200 OK meanwhile", times);
}

function next<T>(listen: (told: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve) => listen(resolve));
}

async function within<T>(promise: Promise<T>, what: string, milliseconds = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come in ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
