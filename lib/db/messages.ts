/** Messages that callers have left, as the portal sees them. Listening is access to a recording: it stands in the audit log. */
import type { Actor } from "../domain/actor.ts";
import type { MessageRecord } from "../domain/message.ts";
import { messagesKeptLimit } from "../domain/message.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { type AuditSubject, writeAudit } from "./change.ts";
import { db, type Transaction } from "./client.ts";

const octetsPerSecond = 8_000;

/** An administrator hears all; a supervisor those of her groups' callers. */
const heardBy = (actor: Actor): Prisma.MessageWhereInput => ({
  organisationId: actor.organisationId,
  completedAt: { not: null },
  ...(actor.role === "administrator" ? {} : { group: { supervisors: { some: { userId: actor.userId } } } }),
});

const include = {
  group: { select: { name: true } },
  heardBy: { select: { name: true } },
  answers: { orderBy: { question: "asc" } },
} as const;
type Row = Prisma.MessageGetPayload<{ include: typeof include }>;

/** The newest first, as many as are kept. */
export async function list(
  actor: Actor,
  { messageBoxId, unheard }: { messageBoxId?: string; unheard?: boolean } = {},
): Promise<MessageRecord[]> {
  const rows = await db().message.findMany({
    where: { AND: [heardBy(actor), { messageBoxId }, unheard ? { heardAt: null } : {}] },
    include,
    orderBy: [{ completedAt: "desc" }, { id: "desc" }],
    take: messagesKeptLimit,
  });
  const octets = await octetsOf(rows.map(({ id }) => id));
  return rows.map((row) => toRecord(row, octets));
}

/** For a summary of the worker's, whoever may hear it. */
export async function readForMail(tx: Transaction, ids: string[]): Promise<MessageRecord[]> {
  const rows = await tx.message.findMany({ where: { id: { in: ids } }, include });
  const octets = await octetsOf(ids);
  return rows.map((row) => toRecord(row, octets));
}

async function octetsOf(ids: string[]): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ messageId: string; question: number; octets: number }[]>`
    SELECT "messageId", "question", sum(octet_length("alaw"))::int AS "octets"
    FROM "MessageSound" WHERE "messageId" = ANY(${ids}::uuid[]) GROUP BY "messageId", "question"`;
  return new Map(rows.map(({ messageId, question, octets }) => [`${messageId} ${question}`, octets]));
}

const toRecord = (row: Row, octets: Map<string, number>): MessageRecord => ({
  id: row.id,
  messageBoxId: row.messageBoxId,
  boxName: row.boxName,
  groupId: row.groupId,
  groupName: row.group?.name ?? "",
  callId: row.callId,
  callerNumber: row.callerNumber,
  callerName: row.callerName,
  completedAt: (row.completedAt ?? row.startedAt).toISOString(),
  cutOff: row.cutOff,
  heardAt: row.heardAt?.toISOString() ?? null,
  heardBy: row.heardBy?.name ?? null,
  answers: row.answers.map(({ prompt, question, keys }) => ({ prompt, keys, seconds: secondsOf(octets.get(`${row.id} ${question}`)) })),
});

const secondsOf = (octets: number | undefined) => (octets === undefined ? null : Math.round(octets / octetsPerSecond));

/** A-law of one answer; null: there is none that the actor may hear. */
export function sound(actor: Actor, id: string, question: number): Promise<Uint8Array | null> {
  return db().$transaction(async (tx) => {
    const row = await find(tx, actor, id);
    const pieces = row ? await tx.messageSound.findMany({ where: { messageId: id, question }, orderBy: { piece: "asc" } }) : [];
    if (!row || pieces.length === 0) return null;
    await noteListening(tx, actor, row, row.answers[question]?.prompt ?? "");
    return Uint8Array.from(Buffer.concat(pieces.map(({ alaw }) => alaw)));
  });
}

/** A player asks for one sound in several requests: within a minute that is one listening. */
async function noteListening(tx: Transaction, actor: Actor, row: Row, question: string): Promise<void> {
  const after = { question };
  const since = new Date(Date.now() - 60_000);
  const same = { actorId: actor.userId, subjectId: row.id, action: "listen", at: { gte: since }, after: { equals: after } };
  if ((await tx.auditEntry.count({ where: { organisationId: actor.organisationId, ...same } })) > 0) return;
  await writeAudit(tx, actor, subjectOf(row, "listen", { after }));
}

/** False: no such message. */
export function markHeard(actor: Actor, id: string, heard: boolean): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const row = await find(tx, actor, id);
    if (!row) return false;
    if ((row.heardAt !== null) === heard) return true;
    const data = heard ? { heardAt: new Date(), heardById: actor.userId } : { heardAt: null, heardById: null };
    await tx.message.update({ where: { id }, data });
    await writeAudit(tx, actor, subjectOf(row, "update", { before: { heard: !heard }, after: { heard } }));
    return true;
  });
}

/** False: no such message. Its sound is gone with it. */
export function remove(actor: Actor, id: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const row = await find(tx, actor, id);
    if (!row) return false;
    await tx.message.delete({ where: { id } });
    const { boxName, callerNumber, completedAt } = row;
    await writeAudit(tx, actor, subjectOf(row, "delete", { before: { boxName, callerNumber, completedAt } }));
    return true;
  });
}

const find = (tx: Transaction, actor: Actor, id: string) => tx.message.findFirst({ where: { AND: [{ id }, heardBy(actor)] }, include });

const subjectOf = (row: Row, action: AuditSubject["action"], values: Pick<AuditSubject, "before" | "after">): AuditSubject => ({
  ...{ action, kind: "message", id: row.id, name: row.boxName },
  ...values,
});
