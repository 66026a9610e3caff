/**
 * What is stored of one phone number: to be told to the person it belongs to, or forgotten. Forgetting leaves the calls as figures:
 * numbers, names and notes go, so that sums stay as they were. Of messages, what was said and keyed goes too.
 */
import type { Actor } from "../domain/actor.ts";
import { type PhoneNumber, readNumber } from "../domain/phone-number.ts";
import { writeAudit } from "./change.ts";
import { db, type Transaction } from "./client.ts";

export interface PersonalData {
  number: string;
  calls: unknown[];
  callbacks: unknown[];
  /** Without their sound, which is heard and downloaded at the messages. */
  messages: unknown[];
}

export interface Erased {
  calls: number;
  callbacks: number;
  messages: number;
}

/** The audit log says that it was done, and of whom only by a fingerprint that needs the installation's secret to be made again. */
export interface Subject {
  number: PhoneNumber & { e164: string };
  fingerprint: string;
}

/** Null: no number of somebody outside. */
export function subjectNumber(text: string): (PhoneNumber & { e164: string }) | null {
  const read = readNumber(text);
  return read?.e164 ? { ...read, e164: read.e164 } : null;
}

const open = ["waiting", "reserved", "ringing"] as const;
const spellings = ({ e164, digits }: Subject["number"]) => [e164, digits, e164.replace("+", "00"), e164.slice(1)];

export function exported(actor: Actor, subject: Subject): Promise<PersonalData> {
  const { organisationId } = actor;
  const { number } = subject;
  return db().$transaction(async (tx) => {
    const calls = await tx.call.findMany({
      where: { organisationId, otherNumber: number.e164 },
      include: { events: { orderBy: { sequence: "asc" } }, legs: true },
      omit: { workerToken: true, sipCallId: true },
      orderBy: { arrivedAt: "asc" },
    });
    const callbacks = await tx.callback.findMany({
      where: { organisationId, number: { in: spellings(number) } },
      include: { tries: true },
      omit: { fencingToken: true },
      orderBy: { requestedAt: "asc" },
    });
    const messages = await tx.message.findMany({
      where: { id: { in: await messagesOf(tx, organisationId, subject) } },
      include: { answers: { orderBy: { question: "asc" } } },
      omit: { fencingToken: true },
      orderBy: { startedAt: "asc" },
    });
    const told = { calls: calls.length, callbacks: callbacks.length, messages: messages.length };
    await noteInAudit(tx, actor, "export", subject, told);
    return { number: number.e164, calls, callbacks, messages };
  });
}

/** A request that waits to be called back needs its number: it is cancelled first. What has not ended keeps it too. */
export function erase(actor: Actor, subject: Subject): Promise<{ ok: true; erased: Erased } | { ok: false; reason: "stillOpen" }> {
  const { organisationId } = actor;
  const ofSubject = { organisationId, number: { in: spellings(subject.number) } };
  return db().$transaction(
    async (tx) => {
      const goesOn = await tx.call.count({ where: { organisationId, otherNumber: subject.number.e164, outcome: null } });
      const waits = await tx.callback.count({ where: { ...ofSubject, state: { in: [...open] } } });
      const ids = await messagesOf(tx, organisationId, subject);
      const isLeft = await tx.message.count({ where: { id: { in: ids }, completedAt: null } });
      if (goesOn + waits + isLeft > 0) return { ok: false, reason: "stillOpen" };
      await eraseMessages(tx, ids);
      await eraseDeliveries(tx, organisationId, subject);
      const calls = await eraseCalls(tx, organisationId, subject);
      const { count: callbacks } = await tx.callback.updateMany({ where: ofSubject, data: { number: "" } });
      await noteInAudit(tx, actor, "erase", subject, { calls, callbacks, messages: ids.length });
      return { ok: true, erased: { calls, callbacks, messages: ids.length } };
    },
    { timeout: 60_000 },
  );
}

/** Elsewhere the number may stand as where a call was transferred to, and as a leg that was charged. */
async function eraseCalls(tx: Transaction, organisationId: string, { number }: Subject): Promise<number> {
  const written = spellings(number);
  await tx.$executeRaw`
    UPDATE "CallEvent" e SET "detail" = e."detail" - 'number' FROM "Call" c
    WHERE c."id" = e."callId" AND c."organisationId" = ${organisationId}::uuid
      AND regexp_replace(e."detail"->>'number', '[^+0-9]', '', 'g') = ANY(${written})`;
  await tx.$executeRaw`
    UPDATE "CallLeg" l SET "number" = '' FROM "Call" c
    WHERE c."id" = l."callId" AND c."organisationId" = ${organisationId}::uuid AND l."number" = ANY(${written})`;
  const outgoing = { organisationId, otherNumber: number.e164, direction: "outgoing" } as const;
  await tx.call.updateMany({ where: outgoing, data: { dialledNumber: "" } });
  const { count } = await tx.call.updateMany({
    where: { organisationId, otherNumber: number.e164, direction: { not: "outgoing" } },
    data: { callerNumber: null, callerName: null, notes: "", otherNumber: null },
  });
  const { count: dialled } = await tx.call.updateMany({ where: outgoing, data: { notes: "", otherNumber: null } });
  return count + dialled;
}

/** Those left by the number, and those whose call was of it. */
async function messagesOf(tx: Transaction, organisationId: string, { number }: Subject): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT m."id" FROM "Message" m LEFT JOIN "Call" c ON c."id" = m."callId" AND c."organisationId" = m."organisationId"
    WHERE m."organisationId" = ${organisationId}::uuid
      AND (c."otherNumber" = ${number.e164} OR regexp_replace(m."callerNumber", '[^+0-9]', '', 'g') = ANY(${spellings(number)}))`;
  return rows.map(({ id }) => id);
}

/** That somebody left a message is kept, like his call. */
async function eraseMessages(tx: Transaction, ids: string[]): Promise<void> {
  await tx.messageSound.deleteMany({ where: { messageId: { in: ids } } });
  await tx.messageAnswer.updateMany({ where: { messageId: { in: ids } }, data: { keys: null } });
  await tx.message.updateMany({ where: { id: { in: ids } }, data: { callerNumber: null, callerName: null } });
}

/** What was told to webhooks, or is still to be. What their receivers keep is theirs. */
async function eraseDeliveries(tx: Transaction, organisationId: string, { number }: Subject): Promise<void> {
  await tx.$executeRaw`
    UPDATE "WebhookDelivery" d SET "payload" = d."payload" - CASE WHEN d."payload"->>'direction' = 'outgoing'
      THEN ARRAY['dialledNumber'] ELSE ARRAY['callerNumber', 'callerName', 'number', 'answers'] END
    FROM "Webhook" w
    WHERE w."id" = d."webhookId" AND w."organisationId" = ${organisationId}::uuid AND EXISTS (
      SELECT 1 FROM jsonb_each_text(d."payload") told
      WHERE told.key IN ('callerNumber', 'dialledNumber', 'number')
        AND regexp_replace(told.value, '[^+0-9]', '', 'g') = ANY(${spellings(number)}))`;
}

function noteInAudit(tx: Transaction, actor: Actor, action: "export" | "erase", { fingerprint }: Subject, after: Erased): Promise<void> {
  return writeAudit(tx, actor, { action, kind: "personalData", id: fingerprint, name: "", after });
}
