/** Which trunk carries a call to a number outside, in virtual time: each trunk says what the test lets it say. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Leg, OutgoingRing, RingAnswer, RingTarget } from "../ports/signaling.ts";
import { OutsideRing } from "./outside-ring.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const leg = {} as Leg;
const refused = (status: number): RingAnswer => ({ answered: false, result: status === 486 ? "busy" : "unreachable", status });
const answered: RingAnswer = { answered: true, leg, sdp: "" };

/** `there`: what each trunk answers when it is asked by OPTIONS. `full`: those without room. */
function calling(trunkIds: string[], { there = {}, full = [] }: { there?: Record<string, boolean>; full?: string[] } = {}) {
  const log: string[] = [];
  const says = new Map<string, { ring(): void; play(sdp: string): void; answer(answer: RingAnswer): Promise<void> }>();
  const ringing = (trunkId: string): OutgoingRing => {
    let rings = () => {};
    let plays: (sdp: string) => void = () => {};
    let settle: (answer: RingAnswer) => void = () => {};
    const answer = new Promise<RingAnswer>((resolve) => {
      settle = resolve;
    });
    says.set(trunkId, {
      ring: () => rings(),
      play: (sdp) => plays(sdp),
      answer: async (given) => {
        settle(given);
        await vi.advanceTimersByTimeAsync(0);
      },
    });
    const cancel = (reason: string) => {
      log.push(`cancel ${trunkId} ${reason}`);
      settle({ answered: false, result: "failed", status: 487 });
    };
    const onRinging = (listener: () => void) => {
      rings = listener;
    };
    const onEarlyMedia = (listener: (sdp: string) => void) => {
      plays = listener;
    };
    return { answer, cancel, onRinging, onEarlyMedia };
  };
  const ring = new OutsideRing({
    routes: trunkIds.map((trunkId) => ({ outside: { trunkId, number: "" } }) as RingTarget),
    ring: ({ outside }) => {
      if (full.includes(outside!.trunkId)) return null;
      log.push(`ring ${outside!.trunkId}`);
      return ringing(outside!.trunkId);
    },
    ask: async (trunkId) => {
      log.push(`ask ${trunkId}`);
      return there[trunkId] ?? true;
    },
    passedOn: ({ outside }, status) => void log.push(`${outside!.trunkId} could not: ${status}`),
  });
  ring.onRinging(() => log.push("rings"));
  ring.onEarlyMedia((sdp) => log.push(`plays ${sdp}`));
  void ring.answer.then((answer) => log.push(answer.answered ? "answered" : `refused ${answer.status}`));
  return { log, ring, trunk: (trunkId: string) => says.get(trunkId)! };
}

test.each([408, 502, 503, 504])("%i of the first trunk: the call goes by the second", async (status) => {
  const { log, trunk } = calling(["a", "b"]);
  await trunk("a").answer(refused(status));
  trunk("b").ring();
  await trunk("b").answer(answered);
  expect(log).toEqual(["ring a", `a could not: ${status}`, "ring b", "rings", "answered"]);
});

test.each([404, 486, 480, 603, 487])("%i is an answer: nobody else is asked", async (status) => {
  const { log, trunk } = calling(["a", "b"]);
  await trunk("a").answer(refused(status));
  expect(log).toEqual(["ring a", `refused ${status}`]);
});

test("a trunk without room is passed over; without any room the call is refused with 503", async () => {
  const { log, trunk } = calling(["a", "b"], { full: ["a"] });
  await trunk("b").answer(answered);
  expect(log).toEqual(["ring b", "answered"]);
  const none = calling(["a"], { full: ["a"] });
  await none.ring.answer;
  expect(none.log).toEqual(["refused 503"]);
});

test("all trunks say 503: so does the call", async () => {
  const { log, trunk } = calling(["a", "b"]);
  await trunk("a").answer(refused(503));
  await trunk("b").answer(refused(503));
  expect(log.at(-1)).toBe("refused 503");
});

test("a telephone that has rung is not rung again by another trunk", async () => {
  const { log, trunk } = calling(["a", "b"]);
  trunk("a").ring();
  await trunk("a").answer(refused(503));
  expect(log).toEqual(["ring a", "rings", "refused 503"]);
});

test("a trunk that has played something is not followed by another", async () => {
  const { log, trunk } = calling(["a", "b"]);
  trunk("a").play("sdp");
  await trunk("a").answer(refused(503));
  expect(log).toEqual(["ring a", "plays sdp", "refused 503"]);
});

test("a trunk that is silent for 4 s and is not there is given up for the next", async () => {
  const { log, trunk } = calling(["a", "b"], { there: { a: false } });
  await vi.advanceTimersByTimeAsync(3_999);
  expect(log).toEqual(["ring a"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(log).toEqual(["ring a", "ask a", "cancel a timeout", "a could not: 408", "ring b"]);
  await trunk("b").answer(answered);
  expect(log.at(-1)).toBe("answered");
  expect(vi.getTimerCount()).toBe(0);
});

test("a trunk that is silent but there is waited for; one that rings is not asked", async () => {
  const slow = calling(["a", "b"]);
  await vi.advanceTimersByTimeAsync(20_000);
  await slow.trunk("a").answer(answered);
  expect(slow.log).toEqual(["ring a", "ask a", "answered"]);
  const rings = calling(["a", "b"], { there: { a: false } });
  rings.trunk("a").ring();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(rings.log).toEqual(["ring a", "rings"]);
});

test("a caller who leaves ends the ring under way, and no other begins", async () => {
  const { log, ring } = calling(["a", "b"]);
  ring.cancel("callerLeft");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(log).toEqual(["ring a", "cancel a callerLeft", "refused 487"]);
});
