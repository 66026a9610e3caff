/** What a group's settings refer to, by id. */
import type { AnnouncementRecord } from "@/lib/client/announcements.ts";
import type { GroupSummary } from "@/lib/client/groups.ts";
import type { NumberRecord } from "@/lib/client/numbers.ts";
import type { UserRecord } from "@/lib/client/users.ts";
import type { CheckFacts } from "@/lib/domain/group/checks.ts";
import type { LiveSnapshot } from "@/lib/domain/live.ts";
import type { Overflowing } from "@/lib/domain/overflow-loop.ts";

export interface Directory {
  users: UserRecord[];
  numbers: NumberRecord[];
  announcements: AnnouncementRecord[];
  billingAccounts: { id: string; code: string; name: string }[];
  groups: Pick<GroupSummary, "id" | "name" | "number">[];
  menus: { id: string; name: string }[];
  messageBoxes: { id: string; name: string }[];
  overflows: Overflowing[];
}

/** The same as facts for the checks. */
export function checkFacts(directory: Directory, groupId: string | null, numberId: string, live: LiveSnapshot | null): CheckFacts {
  // The live view knows best which phones are there now.
  const devices = ({ id, devices }: UserRecord) =>
    devices.map((device) => ({ ...device, registered: live?.agents[id]?.reachable.includes(device.kind) ?? device.registered }));
  const number = directory.numbers.find((candidate) => candidate.id === numberId);
  return {
    groupId,
    number: number ? { digits: number.digits, test: number.type === "test" } : null,
    users: Object.fromEntries(directory.users.map((user) => [user.id, { name: user.name, devices: devices(user) }])),
    announcementSeconds: Object.fromEntries(
      directory.announcements.flatMap(({ id, durationMs }) => (durationMs > 0 ? [[id, Math.round(durationMs / 1000)]] : [])),
    ),
    groups: directory.overflows,
  };
}
