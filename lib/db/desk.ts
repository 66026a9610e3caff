/** A member's own day: figures, calls that he missed, and the notes of calls that he handled. */
import type { Actor } from "../domain/actor.ts";
import type { HandledCall, MissedCall, NotesUpdate, OwnDay } from "../domain/desk.ts";
import { startOfLocalDay } from "../domain/opening-hours.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { instant, ringsTaken, visibleCalls } from "./call-selection.ts";
import { db } from "./client.ts";
import { timeZoneOf } from "./organisations.ts";

const { sql } = Prisma;
const missedShown = 20;
/** A call may have come before midnight and been offered after it. */
const longestQueueMs = 24 * 3_600_000;

export interface Day {
  figures: OwnDay;
  missed: MissedCall[];
}

export async function day(actor: Actor, now = new Date()): Promise<Day> {
  const from = startOfLocalDay(now, await timeZoneOf(actor.organisationId));
  const [missed, sums] = await Promise.all([missedSince(actor, from), sumsSince(actor, from)]);
  return { figures: { ...sums, missed: missed.length }, missed: missed.slice(0, missedShown) };
}

async function sumsSince(actor: Actor, from: Date): Promise<Omit<OwnDay, "missed">> {
  const { _count, _sum } = await db().call.aggregate({
    where: { organisationId: actor.organisationId, answeredById: actor.userId, answeredAt: { gte: from }, groupName: { not: "" } },
    _count: true,
    _sum: { talkSeconds: true, wrapUpSeconds: true },
  });
  return { answered: _count, talkSeconds: _sum.talkSeconds ?? 0, wrapUpSeconds: _sum.wrapUpSeconds ?? 0 };
}

/** Newest first. A call that he took in the end was not missed. */
async function missedSince(actor: Actor, from: Date): Promise<MissedCall[]> {
  const rows = await db().$queryRaw<(Omit<MissedCall, "at"> & { at: Date })[]>`
    SELECT c."id"::text AS "callId", e."at", c."groupName", e."detail"->>'result' AS "result", e."times"::int,
      CASE WHEN c."direction" = 'outgoing' THEN c."dialledNumber" ELSE c."callerNumber" END AS "callerNumber",
      CASE WHEN c."direction" = 'outgoing' THEN NULL ELSE c."callerName" END AS "callerName"
    FROM "Call" c JOIN LATERAL (
      SELECT r."at", r."detail", count(*) OVER () AS "times" FROM "CallEvent" r
      WHERE r."callId" = c."id" AND r."userId" = ${actor.userId}::uuid AND r."kind" = 'ringEnded' AND r."at" >= ${instant(from)}
        AND r."detail"->>'result' NOT IN ${ringsTaken}
      ORDER BY r."sequence" DESC LIMIT 1) e ON true
    WHERE c."organisationId" = ${actor.organisationId}::uuid AND c."arrivedAt" >= ${instant(new Date(from.getTime() - longestQueueMs))}
      AND c."answeredById" IS DISTINCT FROM ${actor.userId}::uuid
    ORDER BY e."at" DESC`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Those that he answered, and those that he may see in the call log. */
const mayNote = (actor: Actor) =>
  sql`((c."organisationId" = ${actor.organisationId}::uuid AND c."answeredById" = ${actor.userId}::uuid) OR (${visibleCalls(actor)}))`;

export async function handled(actor: Actor, id: string): Promise<HandledCall | null> {
  const [row] = await db().$queryRaw<HandledCall[]>`
    SELECT c."id"::text, c."groupName", c."notes",
      CASE WHEN c."direction" = 'outgoing' THEN c."dialledNumber" ELSE c."callerNumber" END AS "number",
      CASE WHEN c."direction" = 'outgoing' THEN NULL ELSE c."callerName" END AS "name",
      round(extract(epoch FROM c."answeredAt" - COALESCE(c."queuedAt", c."arrivedAt")))::int AS "waitSeconds"
    FROM "Call" c WHERE c."id" = ${id}::uuid AND ${mayNote(actor)}`;
  return row ?? null;
}

export type NotesSaved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "changedByAnother"; notes: string };

/** Only over what the writer saw; the same words again are saved already. */
export async function saveNotes(actor: Actor, id: string, { notes, before }: NotesUpdate): Promise<NotesSaved> {
  const saved = await db().$executeRaw`
    UPDATE "Call" c SET "notes" = ${notes}
    WHERE c."id" = ${id}::uuid AND c."notes" IN (${before}, ${notes}) AND ${mayNote(actor)}`;
  if (saved === 1) return { ok: true };
  const present = await handled(actor, id);
  return present ? { ok: false, reason: "changedByAnother", notes: present.notes } : { ok: false, reason: "notFound" };
}
