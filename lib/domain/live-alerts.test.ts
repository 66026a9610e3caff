import { describe, expect, test } from "vitest";
import { type AlertLimits, usualLimits } from "./group/alert-limits.ts";
import type { LiveGroup } from "./live.ts";
import { type AlertWatch, alertsOf, groupAlerts, newWatch, watchAlerts } from "./live-alerts.ts";

const noon = Date.parse("2026-03-02T12:00:00Z");
const ago = (seconds: number) => new Date(noon - seconds * 1000).toISOString();
const none: AlertLimits = { longestWaitSeconds: null, waiting: null, nobodyLoggedIn: false, callbackExpiresMinutes: null };

function group(state: Partial<LiveGroup>, limits: Partial<AlertLimits> = {}): LiveGroup {
  const today = { offered: 0, answered: 0, abandoned: 0, overflowed: 0, callbackRequested: 0, answeredInTarget: 0, abandonedLate: 0 };
  return {
    ...{ groupId: "g", name: "Tuki", number: "8000", open: true, changesAt: null, closedReason: null, byHand: null, today },
    ...{
      waiting: 0,
      callbacks: 0,
      longestSince: null,
      estimateSeconds: null,
      secondsPerPlace: null,
      loggedOutByMisses: 0,
      callbackExpiresAt: null,
      loggedIn: 1,
      free: 1,
    },
    alertLimits: { ...none, ...limits },
    ...state,
  };
}
const kinds = (state: Partial<LiveGroup>, limits: Partial<AlertLimits>) => groupAlerts(group(state, limits), noon).map(({ kind }) => kind);

describe("an alert is", () => {
  test.each([
    ["a wait as long as the limit", { longestSince: ago(60) }, { longestWaitSeconds: 60 }, ["longestWait"]],
    ["no shorter wait", { longestSince: ago(59.9) }, { longestWaitSeconds: 60 }, []],
    ["no empty queue", { longestSince: null }, { longestWaitSeconds: 60 }, []],
    ["as many callers as the limit", { waiting: 5 }, { waiting: 5 }, ["waiting"]],
    ["no fewer callers", { waiting: 4 }, { waiting: 5 }, []],
    ["nobody logged in while it is open", { loggedIn: 0 }, { nobodyLoggedIn: true }, ["nobodyLoggedIn"]],
    ["nobody for those who wait over the closing", { loggedIn: 0, open: false, waiting: 1 }, { nobodyLoggedIn: true }, ["nobodyLoggedIn"]],
    ["nobody in a closed group: none", { loggedIn: 0, open: false }, { nobodyLoggedIn: true }, []],
    ["a callback that expires within the limit", { callbackExpiresAt: ago(-600) }, { callbackExpiresMinutes: 10 }, ["callbackExpires"]],
    ["no later one", { callbackExpiresAt: ago(-601) }, { callbackExpiresMinutes: 10 }, []],
    ["whoever was logged out after unanswered calls, whatever the limits", { loggedOutByMisses: 2 }, {}, ["loggedOutByMisses"]],
    ["none without limits", { longestSince: ago(9999), waiting: 99, loggedIn: 0, callbackExpiresAt: ago(-1) }, {}, []],
  ] as const)("%s", (_what, state, limits, expected) => {
    expect(kinds(state, limits)).toEqual(expected);
  });

  test("by the usual limits: three minutes, nobody logged in, an hour before a callback expires; no number of callers", () => {
    const bad = { longestSince: ago(180), waiting: 999, loggedIn: 0, callbackExpiresAt: ago(-3600) };
    expect(kinds(bad, usualLimits)).toEqual(["longestWait", "nobodyLoggedIn", "callbackExpires"]);
  });
});

describe("alerts are told", () => {
  const waiting = (groupId: string) => group({ groupId, name: groupId, waiting: 1 }, { waiting: 1 });
  /** Looks once a second at the groups that are bad then: the seconds at which something was told, and what. */
  function told(seconds: Record<number, string[]>, last: number): [number, string[]][] {
    let watch: AlertWatch = newWatch;
    let bad: string[] = [];
    const lines: [number, string[]][] = [];
    for (let second = 0; second <= last; second += 1) {
      bad = seconds[second] ?? bad;
      const now = noon + second * 1000;
      const look = watchAlerts(watch, alertsOf(bad.map(waiting), now), now);
      watch = look.watch;
      if (look.tell.length) lines.push([second, look.tell.map(({ name }) => name)]);
    }
    return lines;
  }

  test("at once, and once for as long as they last", () => {
    expect(told({ 3: ["a"] }, 60)).toEqual([[3, ["a"]]]);
  });
  test("at most every five seconds, what came meanwhile together", () => {
    expect(told({ 0: ["a"], 1: ["a", "b"], 2: ["a", "b", "c"], 9: ["a", "b", "c", "d"] }, 30)).toEqual([
      [0, ["a"]],
      [5, ["b", "c"]],
      [10, ["d"]],
    ]);
  });
  test("not when they have gone before their time", () => {
    expect(told({ 0: ["a"], 1: ["a", "b"], 3: ["a"] }, 30)).toEqual([[0, ["a"]]]);
  });
  test("again when they come back", () => {
    expect(told({ 0: ["a"], 10: [], 20: ["a"] }, 30)).toEqual([
      [0, ["a"]],
      [20, ["a"]],
    ]);
  });
  test("also by a clock that is set back", () => {
    const first = watchAlerts(newWatch, alertsOf([waiting("a")], noon), noon);
    const back = watchAlerts(first.watch, alertsOf([waiting("a"), waiting("b")], noon - 60_000), noon - 60_000);
    expect(back.tell.map(({ name }) => name)).toEqual(["b"]);
  });
});
