import { describe, expect, test } from "vitest";
import { callbackInUse, mayOfferCallback, type OfferSituation } from "./callback.ts";
import { callbackSettings } from "./group/callback.ts";

const settings = (change: object = {}) => callbackSettings.parse({ callbackEnabled: true, ...change });
const situation = (change: Partial<OfferSituation> = {}): OfferSituation => ({
  openMinutes: null,
  minutesToClosing: null,
  waitingOthers: 0,
  longestWaitMinutes: 0,
  estimatedWaitMinutes: null,
  ...change,
});
const everything = situation({ waitingOthers: 999, longestWaitMinutes: 1440, estimatedWaitMinutes: 1440 });

describe("a callback is offered when one of the conditions holds", () => {
  test.each([
    ["offerWhenWaitingMoreThan", 0, { waitingOthers: 500 }, false],
    ["offerWhenWaitingMoreThan", 1, { waitingOthers: 1 }, false],
    ["offerWhenWaitingMoreThan", 1, { waitingOthers: 2 }, true],
    ["offerWhenWaitingMoreThan", 999, { waitingOthers: 999 }, false],
    ["offerWhenWaitingMoreThan", 999, { waitingOthers: 1000 }, true],
    ["offerWhenLongestWaitMinutes", 0, { longestWaitMinutes: 100 }, false],
    ["offerWhenLongestWaitMinutes", 1, { longestWaitMinutes: 0.99 }, false],
    ["offerWhenLongestWaitMinutes", 1, { longestWaitMinutes: 1 }, true],
    ["offerWhenLongestWaitMinutes", 1440, { longestWaitMinutes: 1439 }, false],
    ["offerWhenLongestWaitMinutes", 1440, { longestWaitMinutes: 1440 }, true],
    ["offerWhenEstimatedWaitMinutes", 0, { estimatedWaitMinutes: 100 }, false],
    ["offerWhenEstimatedWaitMinutes", 1, { estimatedWaitMinutes: null }, false],
    ["offerWhenEstimatedWaitMinutes", 1, { estimatedWaitMinutes: 1 }, false],
    ["offerWhenEstimatedWaitMinutes", 1, { estimatedWaitMinutes: 1.1 }, true],
    ["offerWhenEstimatedWaitMinutes", 1440, { estimatedWaitMinutes: 1441 }, true],
  ] as const)("%s %d with %j: %s", (key, value, change, offered) => {
    expect(mayOfferCallback(settings({ [key]: value }), situation(change))).toBe(offered);
  });

  test("all three 0: never", () => {
    expect(mayOfferCallback(settings(), everything)).toBe(false);
  });
});

describe("a callback is offered only while every gate is open", () => {
  const ready = { offerWhenWaitingMoreThan: 1 };
  test.each([
    [{ offerAfterOpenMinutes: 0 }, { openMinutes: 0 }, true],
    [{ offerAfterOpenMinutes: 1 }, { openMinutes: 0.9 }, false],
    [{ offerAfterOpenMinutes: 1 }, { openMinutes: 1 }, true],
    [{ offerAfterOpenMinutes: 1440 }, { openMinutes: 1439 }, false],
    [{ offerAfterOpenMinutes: 1440 }, { openMinutes: null }, true],
    [{ stopBeforeCloseMinutes: 0 }, { minutesToClosing: 0.1 }, true],
    [{ stopBeforeCloseMinutes: 0 }, { minutesToClosing: 0 }, false],
    [{ stopBeforeCloseMinutes: 1 }, { minutesToClosing: 1 }, false],
    [{ stopBeforeCloseMinutes: 1 }, { minutesToClosing: 1.1 }, true],
    [{ stopBeforeCloseMinutes: 1440 }, { minutesToClosing: null }, true],
    [{ offerAfterOpenMinutes: 10, stopBeforeCloseMinutes: 10 }, { openMinutes: 20, minutesToClosing: 5 }, false],
  ])("%j when %j: %s", (gates, change, offered) => {
    expect(mayOfferCallback(settings({ ...ready, ...gates }), { ...everything, ...change })).toBe(offered);
  });
});

test.each([
  [{ callbackEnabled: false }, false],
  [{ callbackRingSeconds: 0 }, false],
  [{ callbackRingSeconds: 1 }, true],
  [{ callbackRingSeconds: 120 }, true],
  [{ callbackAttempts: 0 }, false],
  [{ callbackAttempts: 1 }, true],
  [{ callbackAttempts: 10 }, true],
  [{ callbackValidityMinutes: 0 }, false],
  [{ callbackValidityMinutes: 1 }, true],
  [{ callbackValidityMinutes: 10_080 }, true],
])("%j: in use %s, and offered only then", (change, inUse) => {
  const group = settings({ offerWhenWaitingMoreThan: 1, ...change });
  expect([callbackInUse(group), mayOfferCallback(group, everything)]).toEqual([inUse, inUse]);
});
