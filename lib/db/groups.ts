/** Service groups: one document in, one document out; a save is one transaction. */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "../domain/actor.ts";
import type { Destination } from "../domain/destination.ts";
import type { GroupDocument, GroupSettings, GroupUpdate } from "../domain/group/group.ts";
import { type Timetable, timetable } from "../domain/group/hours.ts";
import { leadsOn } from "../domain/group/leads-on.ts";
import { findOverflowLoop } from "../domain/overflow-loop.ts";
import { firstBarred } from "./barred-destinations.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";
import { destinationData } from "./destination-rows.ts";
import { usersOfDestinations } from "./destination-users.ts";
import { unknownReference } from "./group-references.ts";
import { type GroupRow, groupColumns, hoursColumns, toGroupDocument, wholeGroup } from "./group-rows.ts";
import { switchColumns } from "./manual-hours.ts";
import { readOverflows } from "./overflow-graph.ts";

export interface GroupSummary {
  id: string;
  version: number;
  name: string;
  number: string;
  memberCount: number;
  hours: Timetable;
  serviceLevelTargetSeconds: number;
}

export type GroupRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: GroupDocument }
  | { ok: false; reason: "nameTaken"; field: "general.name" }
  | { ok: false; reason: "numberTaken"; field: "general.numberId" }
  | { ok: false; reason: "unknownReference" | "barredNumber"; field: string }
  | { ok: false; reason: "overflowLoop"; field: string; path: string[] };
export type GroupSaved = { ok: true; group: GroupDocument } | GroupRefusal;
export type GroupRemoved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "inUse"; usedBy: string[] };

export async function list(actor: Actor): Promise<GroupSummary[]> {
  const rows = await db().group.findMany({
    where: { organisationId: actor.organisationId },
    select: {
      ...{ id: true, version: true, name: true, serviceLevelTargetSeconds: true },
      number: { select: { digits: true } },
      _count: { select: { members: true } },
      hours: { include: { exceptions: wholeGroup.hours.include.exceptions } },
    },
    orderBy: { name: "asc" },
  });
  return rows.map(({ number, hours, _count, ...group }) => ({
    ...group,
    number: number.digits,
    memberCount: _count.members,
    hours: timetable.parse(hours ?? {}),
  }));
}

export async function get(actor: Actor, id: string): Promise<GroupDocument | null> {
  const row = await db().group.findFirst({ where: { id, organisationId: actor.organisationId }, include: wholeGroup });
  return row && toGroupDocument(row);
}

export function create(actor: Actor, settings: GroupSettings): Promise<GroupSaved> {
  return refusingTaken(() =>
    changeConfiguration<GroupSaved, GroupRefusal>(actor, async (tx) => {
      const id = randomUUID();
      await checkReferences(tx, actor, settings);
      await insert(tx, actor, id, settings);
      await refuseLoop(tx, actor, id, settings);
      const group = toGroupDocument(await read(tx, id));
      return { result: { ok: true, group }, audit: { action: "create", kind: "group", id, name: settings.general.name, after: group } };
    }),
  );
}

export function save(actor: Actor, id: string, update: GroupUpdate): Promise<GroupSaved> {
  return refusingTaken(() =>
    changeConfiguration<GroupSaved, GroupRefusal>(actor, async (tx) => {
      const row = await lockForUpdate(tx, actor, id);
      const before = toGroupDocument(row);
      if (before.version !== update.version) throw new Refused<GroupRefusal>({ ok: false, reason: "changedByAnother", current: before });
      await checkReferences(tx, actor, update);
      await replace(tx, actor, { row, document: before }, update);
      await refuseLoop(tx, actor, id, update);
      const group = toGroupDocument(await read(tx, id));
      return {
        result: { ok: true, group },
        audit: { action: "update", kind: "group", id, name: group.general.name, before, after: group },
      };
    }),
  );
}

/** The number returns to the pool in the same transaction. A group that others overflow to is not removed: they are named. */
export function remove(actor: Actor, id: string): Promise<GroupRemoved> {
  return changeConfiguration<GroupRemoved, GroupRemoved>(actor, async (tx) => {
    const row = await lockForUpdate(tx, actor, id);
    const before = toGroupDocument(row);
    const usedBy = await usersOfDestinations(tx, { targetGroupId: id }, id);
    if (usedBy.length) throw new Refused<GroupRemoved>({ ok: false, reason: "inUse", usedBy });
    await tx.group.delete({ where: { id } });
    await tx.destination.deleteMany({ where: { id: { in: ownDestinations(row) } } });
    return { result: { ok: true }, audit: { action: "delete", kind: "group", id, name: before.general.name, before } };
  });
}

const read = (tx: Transaction, id: string) => tx.group.findUniqueOrThrow({ where: { id }, include: wholeGroup });

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<GroupRow> {
  await tx.$queryRaw`SELECT 1 FROM "Group" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await tx.group.findFirst({ where: { id, organisationId: actor.organisationId }, include: wholeGroup });
  if (!row) throw new Refused<GroupRefusal>({ ok: false, reason: "notFound" });
  return row;
}

async function checkReferences(tx: Transaction, actor: Actor, settings: GroupSettings): Promise<void> {
  const field = await unknownReference(tx, actor.organisationId, settings);
  if (field) throw new Refused<GroupRefusal>({ ok: false, reason: "unknownReference", field });
  const barred = await firstBarred(tx, actor.organisationId, leadsOn(settings));
  if (barred) throw new Refused<GroupRefusal>({ ok: false, reason: "barredNumber", field: barred });
}

const makeDestination = async (tx: Transaction, organisationId: string, destination: Destination) =>
  (await tx.destination.create({ data: { organisationId, ...destinationData(destination) }, select: { id: true } })).id;

async function insert(tx: Transaction, actor: Actor, id: string, settings: GroupSettings): Promise<void> {
  const { organisationId } = actor;
  const make = (destination: Destination) => makeDestination(tx, organisationId, destination);
  const closed = settings.hours.closedDestinations;
  await tx.group.create({
    data: {
      id,
      organisationId,
      ...groupColumns(settings),
      noAgentsDestinationId: await make(settings.queue.noAgentsDestination),
      overflowDestinationId: await make(settings.queue.overflowDestination),
    },
  });
  await tx.openingHours.create({
    data: {
      groupId: id,
      ...hoursColumns(settings.hours),
      ...switchColumns(actor, settings.hours.manual),
      outsideHoursDestinationId: await make(closed.outsideHours),
      exceptionDestinationId: await make(closed.exception),
      holidayDestinationId: await make(closed.holiday),
      manualDestinationId: await make(closed.manual),
      emergencyDestinationId: await make(closed.emergency),
    },
  });
  await insertMembers(tx, id, settings.members, new Set());
  await insertSupervisors(tx, id, settings.members);
  await insertExceptions(tx, id, settings.hours);
}

interface Stored {
  row: GroupRow;
  document: GroupDocument;
}

/** Writes what is different: each statement that can be spared is some milliseconds that the administrator does not wait. */
async function replace(tx: Transaction, actor: Actor, stored: Stored, settings: GroupSettings): Promise<void> {
  const { row, document } = stored;
  const { id } = row;
  for (const { destinationId, before, after } of destinationsOf(stored, settings)) {
    if (isDeepStrictEqual(before, after)) continue;
    await tx.destination.update({ where: { id: destinationId }, data: destinationData(after), select: { id: true } });
  }
  await tx.group.update({ where: { id }, data: { ...groupColumns(settings), version: { increment: 1 } }, select: { id: true } });
  if (!isDeepStrictEqual(document.hours, settings.hours)) await replaceHours(tx, actor, stored, settings.hours);
  if (!isDeepStrictEqual(document.members.supervisors, settings.members.supervisors)) await replaceSupervisors(tx, id, settings);
  if (!isDeepStrictEqual(document.members.members, settings.members.members)) await replaceMembers(tx, row, settings);
}

function destinationsOf({ row, document }: Stored, { queue, hours }: GroupSettings) {
  const ways = [
    { destinationId: row.noAgentsDestinationId, before: document.queue.noAgentsDestination, after: queue.noAgentsDestination },
    { destinationId: row.overflowDestinationId, before: document.queue.overflowDestination, after: queue.overflowDestination },
  ];
  if (!row.hours) return ways;
  const [before, after] = [document.hours.closedDestinations, hours.closedDestinations];
  return [
    ...ways,
    { destinationId: row.hours.outsideHoursDestinationId, before: before.outsideHours, after: after.outsideHours },
    { destinationId: row.hours.exceptionDestinationId, before: before.exception, after: after.exception },
    { destinationId: row.hours.holidayDestinationId, before: before.holiday, after: after.holiday },
    { destinationId: row.hours.manualDestinationId, before: before.manual, after: after.manual },
    { destinationId: row.hours.emergencyDestinationId, before: before.emergency, after: after.emergency },
  ];
}

async function replaceHours(tx: Transaction, actor: Actor, { row, document }: Stored, hours: GroupSettings["hours"]): Promise<void> {
  const groupId = row.id;
  const { manual } = hours;
  const switched = manual === row.hours?.manual ? {} : switchColumns(actor, manual);
  await tx.openingHours.update({ where: { groupId }, data: { ...hoursColumns(hours), ...switched }, select: { groupId: true } });
  if (isDeepStrictEqual(document.hours.exceptions, hours.exceptions)) return;
  await tx.openingHoursException.deleteMany({ where: { groupId } });
  await insertExceptions(tx, groupId, hours);
}

async function replaceSupervisors(tx: Transaction, groupId: string, { members }: GroupSettings): Promise<void> {
  await tx.groupSupervisor.deleteMany({ where: { groupId } });
  await insertSupervisors(tx, groupId, members);
}

async function replaceMembers(tx: Transaction, row: GroupRow, { members }: GroupSettings): Promise<void> {
  const groupId = row.id;
  await tx.groupMember.deleteMany({ where: { groupId } });
  await tx.groupLogin.deleteMany({ where: { groupId, userId: { notIn: members.members.map((member) => member.userId) } } });
  await insertMembers(tx, groupId, members, new Set(row.members.map((member) => member.userId)));
}

/** Whoever becomes a member is logged in to the group at once: a new group takes calls without another step. */
async function insertMembers(tx: Transaction, groupId: string, { members }: GroupSettings["members"], before: Set<string>): Promise<void> {
  const fresh = members.filter((member) => !before.has(member.userId));
  await tx.groupLogin.createMany({ data: fresh.map(({ userId }) => ({ groupId, userId })), skipDuplicates: true });
  await tx.groupMember.createMany({ data: members.map((member) => ({ groupId, ...member })) });
}

async function insertSupervisors(tx: Transaction, groupId: string, { supervisors }: GroupSettings["members"]): Promise<void> {
  await tx.groupSupervisor.createMany({ data: supervisors.map((userId) => ({ groupId, userId })) });
}

async function insertExceptions(tx: Transaction, groupId: string, { exceptions }: GroupSettings["hours"]): Promise<void> {
  await tx.openingHoursException.createMany({ data: exceptions.map((exception) => ({ groupId, ...exception })) });
}

async function refuseLoop(tx: Transaction, actor: Actor, id: string, settings: GroupSettings): Promise<void> {
  const ways = leadsOn(settings).filter(({ destination: { kind } }) => kind === "group" || kind === "menu" || kind === "outsideNumber");
  // Whoever leads to none of these closes no loop: the others need not be read.
  if (ways.length === 0) return;
  const all = await readOverflows(tx, actor.organisationId);
  for (const { field, destination, when } of ways) {
    const path = findOverflowLoop(
      all.map((one) => (one.id === id ? { ...one, ways: [{ destination, when }] } : one)),
      id,
    );
    if (path) throw new Refused<GroupRefusal>({ ok: false, reason: "overflowLoop", field, path });
  }
}

function ownDestinations(row: GroupRow): string[] {
  const hours = row.hours;
  return [
    row.noAgentsDestinationId,
    row.overflowDestinationId,
    ...(hours
      ? [
          hours.outsideHoursDestinationId,
          hours.exceptionDestinationId,
          hours.holidayDestinationId,
          hours.manualDestinationId,
          hours.emergencyDestinationId,
        ]
      : []),
  ];
}

/** Two administrators can take the same name or number in the same moment: the index decides, and the loser is told. */
async function refusingTaken(work: () => Promise<GroupSaved>): Promise<GroupSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "numberId")) return { ok: false, reason: "numberTaken", field: "general.numberId" };
    if (isUniqueViolation(error, "name")) return { ok: false, reason: "nameTaken", field: "general.name" };
    throw error;
  }
}
