import { expect, test } from "vitest";
import { usualLimits } from "../../lib/domain/group/alert-limits.ts";
import type { LiveGroup } from "../../lib/domain/live.ts";
import { groupMetrics } from "./group-metrics.ts";

const now = new Date("2026-11-22T10:00:00Z");
const group: LiveGroup = {
  ...{ groupId: "g1", name: 'Tuki"\n', number: "8000", open: true, changesAt: null, closedReason: null, byHand: null },
  ...{
    waiting: 3,
    callbacks: 1,
    estimateSeconds: null,
    secondsPerPlace: null,
    loggedOutByMisses: 0,
    callbackExpiresAt: null,
    longestSince: "2026-11-22T09:58:30Z",
    loggedIn: 4,
    free: 0,
    alertLimits: usualLimits,
  },
  today: { offered: 10, answered: 7, abandoned: 2, overflowed: 1, callbackRequested: 0, answeredInTarget: 5, abandonedLate: 1 },
};

test("each group has a line a gauge, without its name or a number of anybody", () => {
  const lines = groupMetrics([{ organisationId: "o1", groups: { g1: group } }], now)
    .trimEnd()
    .split("\n");
  expect(lines).toContain('jono_group_waiting_calls{organisation="o1",group="g1"} 3');
  expect(lines).toContain('jono_group_longest_wait_seconds{organisation="o1",group="g1"} 90');
  expect(lines).toContain('jono_group_answered_in_target_today{organisation="o1",group="g1"} 5');
  for (const line of lines) expect(line).toMatch(/^[a-z_]+\{organisation="o1",group="g1"\} \d+$/);
});

test("nobody waits: 0 seconds; a clock that is behind: no negative wait", () => {
  const longest = (longestSince: string | null) =>
    groupMetrics([{ organisationId: "o", groups: { g1: { ...group, longestSince } } }], now).match(/longest_wait_seconds\{.*\} (.*)/)?.[1];
  expect([longest(null), longest("2026-11-22T10:00:05Z")]).toEqual(["0", "0"]);
});
