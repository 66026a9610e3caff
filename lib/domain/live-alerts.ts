/** What of a group's live state is an alert by its limits, and when that is told: at most once in a while, what came meanwhile together. */
import type { LiveGroup } from "./live.ts";

export type GroupAlert =
  | { kind: "longestWait"; since: string }
  | { kind: "waiting"; count: number }
  | { kind: "nobodyLoggedIn" }
  | { kind: "loggedOutByMisses"; count: number }
  | { kind: "callbackExpires"; at: string };

const minuteMs = 60_000;

/** `now`: ms on the worker's clock. A closed group without callers needs nobody. */
export function groupAlerts(group: LiveGroup, now: number): GroupAlert[] {
  const { alertLimits: limits, longestSince, waiting, loggedOutByMisses: out, callbackExpiresAt } = group;
  const alerts: (GroupAlert | false)[] = [
    longestSince !== null &&
      limits.longestWaitSeconds !== null &&
      now - Date.parse(longestSince) >= limits.longestWaitSeconds * 1000 && { kind: "longestWait", since: longestSince },
    limits.waiting !== null && waiting >= limits.waiting && { kind: "waiting", count: waiting },
    limits.nobodyLoggedIn && group.loggedIn === 0 && (group.open || waiting > 0) && { kind: "nobodyLoggedIn" },
    out > 0 && { kind: "loggedOutByMisses", count: out },
    callbackExpiresAt !== null &&
      limits.callbackExpiresMinutes !== null &&
      Date.parse(callbackExpiresAt) - now <= limits.callbackExpiresMinutes * minuteMs && { kind: "callbackExpires", at: callbackExpiresAt },
  ];
  return alerts.filter((alert) => alert !== false);
}

/** An alert of one of the watched groups. */
export interface RaisedAlert {
  groupId: string;
  name: string;
  alert: GroupAlert;
}

export const alertsOf = (groups: LiveGroup[], now: number): RaisedAlert[] =>
  groups.flatMap((group) => groupAlerts(group, now).map((alert) => ({ groupId: group.groupId, name: group.name, alert })));

/** Which are known, which wait to be told, and when something was told last (ms; null: never). */
export interface AlertWatch {
  known: ReadonlySet<string>;
  pending: readonly string[];
  toldAt: number | null;
}

export const newWatch: AlertWatch = { known: new Set(), pending: [], toldAt: null };

const tellEveryMs = 5000;
const keyOf = ({ groupId, alert }: RaisedAlert) => `${alert.kind} ${groupId}`;

/** One look: who is told now. What went away before it could be told is not told. */
export function watchAlerts(watch: AlertWatch, raised: RaisedAlert[], now: number): { watch: AlertWatch; tell: RaisedAlert[] } {
  const keys = new Set(raised.map(keyOf));
  const fresh = [...keys].filter((key) => !watch.known.has(key));
  const pending = [...watch.pending.filter((key) => keys.has(key)), ...fresh];
  const waits = watch.toldAt !== null && now >= watch.toldAt && now - watch.toldAt < tellEveryMs;
  if (pending.length === 0 || waits) return { watch: { ...watch, known: keys, pending }, tell: [] };
  return { watch: { known: keys, pending: [], toldAt: now }, tell: raised.filter((one) => pending.includes(keyOf(one))) };
}
