/** Service groups: one document in, one document out; a save is one transaction. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { Destination } from "../domain/destination.ts";
import type { GroupDocument, GroupSettings, GroupUpdate } from "../domain/group/group.ts";
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
  hours: GroupDocument["hours"];
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
    include: { ...wholeGroup, number: true },
    orderBy: { name: "asc" },
  });
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    number: row.number.digits,
    memberCount: row.members.length,
    hours: toGroupDocument(row).hours,
    serviceLevelTargetSeconds: row.serviceLevelTargetSeconds,
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
      const before = await lockForUpdate(tx, actor, id);
      if (before.version !== update.version) throw new Refused<GroupRefusal>({ ok: false, reason: "changedByAnother", current: before });
      await checkReferences(tx, actor, update);
      await replace(tx, actor, id, update);
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
    const before = await lockForUpdate(tx, actor, id);
    const usedBy = await usersOfDestinations(tx, { targetGroupId: id }, id);
    if (usedBy.length) throw new Refused<GroupRemoved>({ ok: false, reason: "inUse", usedBy });
    const row = await read(tx, id);
    await tx.group.delete({ where: { id } });
    await tx.destination.deleteMany({ where: { id: { in: ownDestinations(row) } } });
    return { result: { ok: true }, audit: { action: "delete", kind: "group", id, name: before.general.name, before } };
  });
}

const read = (tx: Transaction, id: string) => tx.group.findUniqueOrThrow({ where: { id }, include: wholeGroup });

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<GroupDocument> {
  await tx.$queryRaw`SELECT 1 FROM "Group" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await tx.group.findFirst({ where: { id, organisationId: actor.organisationId }, include: wholeGroup });
  if (!row) throw new Refused<GroupRefusal>({ ok: false, reason: "notFound" });
  return toGroupDocument(row);
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
  await insertLists(tx, id, settings, new Set());
}

async function replace(tx: Transaction, actor: Actor, id: string, settings: GroupSettings): Promise<void> {
  const row = await read(tx, id);
  const set = (destinationId: string, destination: Destination) =>
    tx.destination.update({ where: { id: destinationId }, data: destinationData(destination) });
  const closed = settings.hours.closedDestinations;
  await set(row.noAgentsDestinationId, settings.queue.noAgentsDestination);
  await set(row.overflowDestinationId, settings.queue.overflowDestination);
  if (row.hours) {
    await set(row.hours.outsideHoursDestinationId, closed.outsideHours);
    await set(row.hours.exceptionDestinationId, closed.exception);
    await set(row.hours.holidayDestinationId, closed.holiday);
    await set(row.hours.manualDestinationId, closed.manual);
    await set(row.hours.emergencyDestinationId, closed.emergency);
  }
  await tx.group.update({ where: { id }, data: { ...groupColumns(settings), version: { increment: 1 } } });
  const { manual } = settings.hours;
  const switched = manual === row.hours?.manual ? {} : switchColumns(actor, manual);
  await tx.openingHours.update({ where: { groupId: id }, data: { ...hoursColumns(settings.hours), ...switched } });
  await tx.groupMember.deleteMany({ where: { groupId: id } });
  await tx.groupSupervisor.deleteMany({ where: { groupId: id } });
  await tx.openingHoursException.deleteMany({ where: { groupId: id } });
  await tx.groupLogin.deleteMany({ where: { groupId: id, userId: { notIn: settings.members.members.map((member) => member.userId) } } });
  await insertLists(tx, id, settings, new Set(row.members.map((member) => member.userId)));
}

/** Whoever becomes a member is logged in to the group at once: a new group takes calls without another step. */
async function insertLists(tx: Transaction, groupId: string, { members, hours }: GroupSettings, before: Set<string>): Promise<void> {
  const fresh = members.members.filter((member) => !before.has(member.userId));
  await tx.groupLogin.createMany({ data: fresh.map(({ userId }) => ({ groupId, userId })), skipDuplicates: true });
  await tx.groupMember.createMany({ data: members.members.map((member) => ({ groupId, ...member })) });
  await tx.groupSupervisor.createMany({ data: members.supervisors.map((userId) => ({ groupId, userId })) });
  await tx.openingHoursException.createMany({ data: hours.exceptions.map((exception) => ({ groupId, ...exception })) });
}

async function refuseLoop(tx: Transaction, actor: Actor, id: string, settings: GroupSettings): Promise<void> {
  const ways = leadsOn(settings).filter(({ destination: { kind } }) => kind === "group" || kind === "menu");
  // Whoever leads to no group or menu closes no loop: the others need not be read.
  if (ways.length === 0) return;
  const others = (await readOverflows(tx, actor.organisationId)).filter((one) => one.id !== id);
  const { hours } = settings;
  for (const { field, destination, when } of ways) {
    const self = { id, name: settings.general.name, hours, ways: [{ destination, when }] };
    const path = findOverflowLoop([...others, self], id);
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
