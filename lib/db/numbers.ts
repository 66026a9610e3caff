/** The organisation's numbers, which of them are free, and who took a use against the rules on his name. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { NewNumber, NumberSettings, NumberUpdate } from "../domain/number.ts";
import { checkNumber } from "../domain/number-checks.ts";
import { type NumberPurpose, type NumberType, numberPurposes, numberRules, typeOfNumber } from "../domain/number-rules.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";

export interface NumberRecord {
  id: string;
  digits: string;
  type: NumberType;
  priceText: string;
  purpose: NumberPurpose;
  parallelNumber: string | null;
  answerMode: "answer" | "earlyMedia";
  /** Null: nothing had to be accepted. */
  accepted: { by: string; at: string; rules: string } | null;
  version: number;
  /** Who has it, or null when it is free. */
  group: { id: string; name: string } | null;
}

export type NumberRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: NumberRecord }
  | { ok: false; reason: "numberExists" | "acceptanceNeeded"; field: string };
export type NumberSaved = { ok: true; number: NumberRecord } | NumberRefusal;
export type NumberRemoved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "inUse"; usedBy: string[] };

const group = { group: { select: { id: true, name: true } } } as const;

const find = (tx: Transaction, actor: Actor, id: string) =>
  tx.number.findFirst({ where: { id, organisationId: actor.organisationId }, include: group });
type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

const toRecord = (row: Row): NumberRecord => ({
  id: row.id,
  digits: row.digits,
  type: row.type,
  priceText: row.priceText,
  purpose: numberPurposes.find((purpose) => purpose === row.purpose) ?? "unset",
  parallelNumber: row.parallelNumber,
  answerMode: row.answerMode === "earlyMedia" ? "earlyMedia" : "answer",
  accepted:
    row.acceptedBy && row.acceptedAt ? { by: row.acceptedBy, at: row.acceptedAt.toISOString(), rules: row.acceptedRules ?? "" } : null,
  version: row.version,
  group: row.group,
});

export async function list(actor: Actor): Promise<NumberRecord[]> {
  const rows = await db().number.findMany({
    where: { organisationId: actor.organisationId },
    include: group,
    orderBy: { digits: "asc" },
  });
  return rows.map(toRecord);
}

export async function free(actor: Actor): Promise<NumberRecord[]> {
  return (await list(actor)).filter((number) => number.group === null);
}

export async function get(actor: Actor, id: string): Promise<NumberRecord | null> {
  const row = await find(db(), actor, id);
  return row && toRecord(row);
}

export async function create(actor: Actor, number: NewNumber, now = new Date()): Promise<NumberSaved> {
  try {
    return await changeConfiguration<NumberSaved, NumberRefusal>(actor, async (tx) => {
      const id = randomUUID();
      const type = typeOfNumber(number.digits) as NumberType;
      const extension = await tx.user.count({ where: { organisationId: actor.organisationId, extension: number.digits } });
      if (extension) throw new Refused<NumberRefusal>({ ok: false, reason: "numberExists", field: "digits" });
      const data = { id, organisationId: actor.organisationId, digits: number.digits, type, ...columnsOf(actor, type, number, null, now) };
      const record = toRecord(await tx.number.create({ data, include: group }));
      return { result: { ok: true, number: record }, audit: { action: "create", kind: "number", id, name: record.digits, after: record } };
    });
  } catch (error) {
    if (isUniqueViolation(error, "digits")) return { ok: false, reason: "numberExists", field: "digits" };
    throw error;
  }
}

export function save(actor: Actor, id: string, update: NumberUpdate, now = new Date()): Promise<NumberSaved> {
  return changeConfiguration<NumberSaved, NumberRefusal>(actor, async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    if (before.version !== update.version) throw new Refused<NumberRefusal>({ ok: false, reason: "changedByAnother", current: before });
    const data = { ...columnsOf(actor, before.type, update, before, now), version: { increment: 1 } };
    const record = toRecord(await tx.number.update({ where: { id }, data, include: group }));
    return {
      result: { ok: true, number: record },
      audit: { action: "update", kind: "number", id, name: record.digits, before, after: record },
    };
  });
}

export function remove(actor: Actor, id: string): Promise<NumberRemoved> {
  return changeConfiguration<NumberRemoved, NumberRemoved>(actor, async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    if (before.group) throw new Refused<NumberRemoved>({ ok: false, reason: "inUse", usedBy: [before.group.name] });
    await tx.number.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "number", id, name: before.digits, before } };
  });
}

/** A use that blocks is saved only with a name to it; the name stays while the use stays. */
function columnsOf(actor: Actor, type: NumberType, settings: NumberSettings, before: NumberRecord | null, now: Date) {
  const { priceText, purpose, parallelNumber, answerMode, accepted } = settings;
  const columns = { priceText, purpose, parallelNumber, answerMode };
  const blocked = checkNumber(type, settings).some((finding) => finding.severity === "blocking");
  if (!blocked) return { ...columns, acceptedBy: null, acceptedAt: null, acceptedRules: null };
  if (before?.accepted && before.purpose === purpose && before.accepted.rules === numberRules.version) return columns;
  if (!accepted) throw new Refused<NumberRefusal>({ ok: false, reason: "acceptanceNeeded", field: "accepted" });
  return { ...columns, acceptedBy: actor.name, acceptedAt: now, acceptedRules: numberRules.version };
}

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<NumberRecord> {
  await tx.$queryRaw`SELECT 1 FROM "Number" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await find(tx, actor, id);
  if (!row) throw new Refused<NumberRefusal>({ ok: false, reason: "notFound" });
  return toRecord(row);
}
