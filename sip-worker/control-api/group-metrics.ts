/** The queues as Prometheus gauges, one line a group. Groups are named by id: names are the organisation's words and change. */
import type { LiveGroup, LiveSnapshot } from "../../lib/domain/live.ts";

const gauges: Record<string, (group: LiveGroup, now: number) => number> = {
  jono_group_open: ({ open }) => Number(open),
  jono_group_waiting_calls: ({ waiting }) => waiting,
  jono_group_waiting_callbacks: ({ callbacks }) => callbacks,
  // Clocks may differ by a moment: a wait is never negative.
  jono_group_longest_wait_seconds: ({ longestSince }, now) =>
    longestSince === null ? 0 : Math.max(0, (now - Date.parse(longestSince)) / 1000),
  jono_group_agents_logged_in: ({ loggedIn }) => loggedIn,
  jono_group_agents_free: ({ free }) => free,
  jono_group_offered_today: ({ today }) => today.offered,
  jono_group_answered_today: ({ today }) => today.answered,
  jono_group_answered_in_target_today: ({ today }) => today.answeredInTarget,
  jono_group_abandoned_today: ({ today }) => today.abandoned,
  jono_group_abandoned_late_today: ({ today }) => today.abandonedLate,
  jono_group_overflowed_today: ({ today }) => today.overflowed,
  jono_group_callback_requested_today: ({ today }) => today.callbackRequested,
};

export function groupMetrics(snapshots: Pick<LiveSnapshot, "organisationId" | "groups">[], now: Date): string {
  const lines = snapshots.flatMap(({ organisationId, groups }) =>
    Object.values(groups).flatMap((group) => {
      const labels = `organisation="${organisationId}",group="${group.groupId}"`;
      return Object.entries(gauges).map(([name, read]) => `${name}{${labels}} ${read(group, now.getTime())}\n`);
    }),
  );
  return lines.sort().join("");
}
