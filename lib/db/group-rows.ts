/** A group's document and its rows. The one place that knows both spellings. */

import type { NumberTag } from "../domain/group/general.ts";
import type { GroupDocument, GroupSettings } from "../domain/group/group.ts";
import { groupDocument } from "../domain/group/group.ts";
import { type HoursSettings, hoursSettings } from "../domain/group/hours.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { toDestination } from "./destination-rows.ts";

export const wholeGroup = {
  noAgentsDestination: true,
  overflowDestination: true,
  members: { orderBy: [{ ringOrder: "asc" }, { userId: "asc" }] },
  supervisors: { orderBy: { userId: "asc" } },
  hours: {
    include: {
      outsideHours: true,
      exception: true,
      holiday: true,
      manualClosed: true,
      emergency: true,
      exceptions: { orderBy: { date: "asc" } },
    },
  },
} as const satisfies Prisma.GroupInclude;

export type GroupRow = Prisma.GroupGetPayload<{ include: typeof wholeGroup }>;
type HoursRow = NonNullable<GroupRow["hours"]>;

/** The columns of the group itself, without destinations, members and hours. */
export function groupColumns({ general, queue, members, announcements, callback }: GroupSettings) {
  const { numberTag, ...generalColumns } = general;
  const { noAgentsDestination: _noAgents, overflowDestination: _overflow, ...queueColumns } = queue;
  const { members: _members, supervisors: _supervisors, ...memberColumns } = members;
  return {
    ...generalColumns,
    numberTagKind: numberTag.kind,
    numberTagDigits: numberTag.kind === "none" ? "" : numberTag.digits,
    ...queueColumns,
    ...memberColumns,
    ...announcements,
    ...callback,
  };
}

export function hoursColumns(hours: HoursSettings) {
  const { exceptions: _exceptions, closedDestinations: _destinations, ...columns } = hours;
  return columns;
}

const tagOf = (row: GroupRow): NumberTag =>
  row.numberTagKind === "none" ? { kind: "none" } : { kind: row.numberTagKind, digits: row.numberTagDigits };

function hoursOf(row: HoursRow | null) {
  if (!row) return {};
  return {
    ...row,
    exceptions: row.exceptions,
    closedDestinations: {
      outsideHours: toDestination(row.outsideHours),
      exception: toDestination(row.exception),
      holiday: toDestination(row.holiday),
      manual: toDestination(row.manualClosed),
      emergency: toDestination(row.emergency),
    },
  };
}

/** @throws ZodError */
export const toHours = (row: HoursRow | null): HoursSettings => hoursSettings.parse(hoursOf(row));

/** Checked by the same rules as the form, so that a row changed by hand cannot reach the worker. @throws ZodError */
export function toGroupDocument(row: GroupRow): GroupDocument {
  return groupDocument.parse({
    id: row.id,
    version: row.version,
    general: { ...row, numberTag: tagOf(row) },
    queue: {
      ...row,
      noAgentsDestination: toDestination(row.noAgentsDestination),
      overflowDestination: toDestination(row.overflowDestination),
    },
    members: { ...row, supervisors: row.supervisors.map((supervisor) => supervisor.userId) },
    announcements: row,
    callback: row,
    hours: hoursOf(row.hours),
  });
}
