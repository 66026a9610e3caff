/** Guessing in virtual time: how many tries count, how long a ban is, whom it never touches. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Ban, GuessLimits } from "./guess-limits.ts";

function limits() {
  const clock = { at: 0, now: () => clock.at, date: () => new Date(1_772_000_000_000 + clock.at) };
  const bans: Ban[] = [];
  const guesses = new GuessLimits(clock, (ban) => bans.push(ban));
  const tries = (count: number, username = "101", address = "192.0.2.66") => {
    for (let at = 0; at < count; at++) guesses.wrong(username, address, "o");
  };
  const minutes = (count: number) => {
    clock.at += count * 60_000;
  };
  return { guesses, bans, tries, minutes, clock };
}

test("the tenth wrong try bans the account from this address for 5 minutes, then 10, 20, 40, 60, 60", () => {
  const { guesses, bans, tries, minutes, clock } = limits();
  const lengths: number[] = [];
  for (let round = 0; round < 6; round++) {
    tries(9);
    expect(guesses.evaluates("101", "192.0.2.66")).toBe(true);
    tries(1);
    expect(guesses.evaluates("101", "192.0.2.66")).toBe(false);
    const length = (bans.at(-1)!.endsAt.getTime() - clock.date().getTime()) / 60_000;
    lengths.push(length);
    minutes(length);
    expect(guesses.evaluates("101", "192.0.2.66")).toBe(true);
  }
  expect(lengths).toEqual([5, 10, 20, 40, 60, 60]);
});

test("tries of ten minutes ago do not count, those of a moment less do", () => {
  const { bans, tries, minutes, clock } = limits();
  for (let hour = 0; hour < 10; hour++) {
    tries(9);
    minutes(10);
  }
  expect(bans).toEqual([]);
  tries(9);
  clock.at += 599_999;
  tries(1);
  expect(bans).toHaveLength(1);
});

test("the real phone at another address is never locked out", () => {
  const { guesses, tries } = limits();
  tries(5_000);
  expect(guesses.evaluates("101", "192.0.2.7")).toBe(true);
});

test("an owner who got it right is banned for the shortest time again, but his wrong tries count on", () => {
  const { guesses, bans, tries, minutes, clock } = limits();
  tries(10);
  minutes(5);
  guesses.right("101", "192.0.2.66");
  tries(9);
  guesses.right("101", "192.0.2.66");
  tries(1);
  expect(bans.map(({ endsAt }) => endsAt.getTime() - clock.date().getTime())).toEqual([0, 300_000]);
});

test("a day after a ban the next is the shortest again", () => {
  const { bans, tries, minutes, clock } = limits();
  const lengthMinutes = () => (bans.at(-1)!.endsAt.getTime() - clock.date().getTime()) / 60_000;
  tries(10);
  minutes(5 + 24 * 60 - 1);
  tries(10);
  expect(lengthMinutes()).toBe(10);
  minutes(10 + 24 * 60);
  tries(10);
  expect(lengthMinutes()).toBe(5);
});

test("addresses of one IPv6 network are one; of another they are not", () => {
  const { guesses, tries } = limits();
  for (let host = 1; host <= 10; host++) tries(1, "101", `2001:db8:0:7::${host.toString(16)}`);
  expect(guesses.evaluates("101", "2001:db8:0:7:ffff::1")).toBe(false);
  expect(guesses.evaluates("101", "2001:db8:0:8::1")).toBe(true);
  expect(guesses.evaluates("101", "2001:db8::7:0:0:0:1")).toBe(false);
});

test("made-up names neither fill the memory nor wash a ban away", () => {
  const { guesses, tries } = limits();
  tries(10);
  for (let n = 0; n < 25_000; n++) tries(1, `name ${n}`, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
  expect(guesses.size).toBeLessThanOrEqual(40_000);
  expect(guesses.evaluates("101", "192.0.2.66")).toBe(false);
});

test("one password on a hundred accounts bans the address", () => {
  const { guesses, bans, tries } = limits();
  for (let account = 0; account < 100; account++) tries(1, String(account));
  expect(bans).toMatchObject([{ address: "192.0.2.66", username: null, organisationId: null }]);
  expect(guesses.evaluates("never tried", "192.0.2.66")).toBe(false);
});

test("bans of an earlier worker hold, a lifted one does not", () => {
  const { guesses, tries, clock } = limits();
  const ban = { address: "192.0.2.1", username: "102", organisationId: null, endsAt: new Date(clock.date().getTime() + 60_000) };
  guesses.restore([ban]);
  expect(guesses.evaluates("102", "192.0.2.1")).toBe(false);
  tries(10);
  guesses.restore([ban]);
  expect(guesses.evaluates("101", "192.0.2.66")).toBe(true);
  guesses.restore([]);
  expect(guesses.evaluates("102", "192.0.2.1")).toBe(true);
});

type Step = { kind: "wrong" | "right" | "other"; afterMs: number };
/** Bursts, patience to the end of a ban, and everything between. */
const pauses = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 1_000) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(299_999, 300_000, 300_001, 599_999, 600_000, 1_200_000) },
);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ kind: fc.constantFrom("wrong", "wrong", "wrong", "wrong", "right", "other"), afterMs: pauses }),
  { size: "max", maxLength: 400 },
);

test("never more than twenty tries of an account and address are evaluated in any ten minutes, whoever else gets it right", () => {
  let [mostEvaluated, mostBans] = [0, 0];
  fc.assert(
    fc.property(steps, (history) => {
      const { guesses, bans, clock } = limits();
      const evaluated: number[] = [];
      for (const { kind, afterMs } of history) {
        clock.at += afterMs;
        // The owner behind the same address, with the right password; and other accounts of that address.
        if (kind === "right" && guesses.evaluates("101", "a")) guesses.right("101", "a");
        if (kind === "other") guesses.wrong("102", "a", null);
        if (kind !== "wrong") continue;
        if (guesses.evaluates("101", "a")) evaluated.push(clock.at);
        guesses.wrong("101", "a", null);
      }
      for (const [index, at] of evaluated.entries()) {
        const within = evaluated.slice(index).filter((other) => other - at < 600_000).length;
        mostEvaluated = Math.max(mostEvaluated, within);
        expect(within).toBeLessThanOrEqual(20);
      }
      mostBans = Math.max(mostBans, bans.length);
    }),
  );
  expect([mostEvaluated > 10, mostBans > 3]).toEqual([true, true]);
});
