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

test("the twentieth wrong try bans the account from this address for 5 minutes, then 10, 20, 40, 60, 60", () => {
  const { guesses, bans, tries, minutes, clock } = limits();
  const lengths: number[] = [];
  for (let round = 0; round < 6; round++) {
    tries(19);
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

test("tries of more than ten minutes ago do not count", () => {
  const { bans, tries, minutes } = limits();
  tries(19);
  minutes(10);
  tries(19);
  expect(bans).toEqual([]);
});

test("the real phone at another address is never locked out", () => {
  const { guesses, tries } = limits();
  tries(5_000);
  expect(guesses.evaluates("101", "192.0.2.7")).toBe(true);
});

test("an owner who mistyped and then got it right begins anew", () => {
  const { guesses, bans, tries } = limits();
  tries(19);
  guesses.right("101", "192.0.2.66");
  tries(19);
  expect(bans).toEqual([]);
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
  tries(20);
  guesses.restore([ban]);
  expect(guesses.evaluates("101", "192.0.2.66")).toBe(true);
  guesses.restore([]);
  expect(guesses.evaluates("102", "192.0.2.1")).toBe(true);
});

test("never more than twenty tries of an account and address are evaluated in ten minutes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { size: "max", maxLength: 300 }), (pauses) => {
      const { guesses, clock } = limits();
      const evaluated: number[] = [];
      for (const pause of pauses) {
        clock.at += pause;
        if (guesses.evaluates("101", "a")) evaluated.push(clock.at);
        guesses.wrong("101", "a", null);
      }
      for (const [index, at] of evaluated.entries()) {
        // A fixed window: at most twice the limit over any ten minutes, and never more than the limit without a pause of one window.
        expect(evaluated.slice(index).filter((other) => other - at < 300_000).length).toBeLessThanOrEqual(39);
      }
    }),
  );
});
