/**
 * Messages as the worker writes them: a place before anybody speaks, under the lease; then the answers piece by piece, in any order and
 * as often as a journal is replayed; then its completion, once.
 */
import { type MessageStart, type MessageWrite, messagesKeptLimit } from "../domain/message.ts";
import { db, type Transaction } from "./client.ts";
import { type Lease, mustHold } from "./leases.ts";

/** Payload: the organisation's id. A summary is to be sent. */
export const messageMailChannel = "jono_message_mails";

/** @throws when the lease is not held any more, or the database does not take it. */
export function beginMessage(lease: Lease, start: MessageStart): Promise<"begun" | "full"> {
  const { organisationId } = lease;
  return db().$transaction(async (tx) => {
    // One after the other for the organisation: what is counted here must still be true when the message is written.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${organisationId}, 2))`;
    await mustHold(tx, lease);
    if ((await tx.message.count({ where: { organisationId } })) >= messagesKeptLimit) return "full";
    const { questions, ...message } = start;
    const answers = { create: questions.map((prompt, question) => ({ question, prompt })) };
    const whose = await living(tx, organisationId, start);
    await tx.message.create({ data: { ...message, ...whose, organisationId, fencingToken: lease.token, answers } });
    return "begun";
  });
}

/** The box or the group may have been deleted a moment ago. */
async function living(tx: Transaction, organisationId: string, { messageBoxId, groupId }: MessageStart) {
  const box = await tx.messageBox.count({ where: { id: messageBoxId, organisationId } });
  const group = await tx.group.count({ where: { id: groupId, organisationId } });
  return { messageBoxId: box ? messageBoxId : null, groupId: group ? groupId : null };
}

/** In order. Of a message that is gone nothing is written. */
export async function writeMessages(tx: Transaction, writes: MessageWrite[]): Promise<void> {
  await writeSound(tx, writes);
  for (const write of writes) {
    const { messageId } = write;
    if (write.kind === "keys") {
      await tx.messageAnswer.updateMany({ where: { messageId, question: write.question }, data: { keys: write.keys } });
    }
    if (write.kind === "complete") await complete(tx, messageId, write.at, false);
    if (write.kind === "discarded") await tx.message.deleteMany({ where: { id: messageId, completedAt: null } });
  }
}

async function writeSound(tx: Transaction, writes: MessageWrite[]): Promise<void> {
  const pieces = writes.flatMap((write) => (write.kind === "sound" ? [write] : []));
  if (pieces.length === 0) return;
  const ids = [...new Set(pieces.map(({ messageId }) => messageId))];
  const kept = new Set((await tx.message.findMany({ where: { id: { in: ids } }, select: { id: true } })).map(({ id }) => id));
  const data = pieces
    .filter(({ messageId }) => kept.has(messageId))
    .map(({ messageId, question, piece, alaw }) => ({ messageId, question, piece, alaw: Uint8Array.from(Buffer.from(alaw, "base64")) }));
  await tx.messageSound.createMany({ data, skipDuplicates: true });
}

/** The one place where a message becomes complete (`message.recorded`): once for each, inside the transaction that makes it so. */
async function complete(tx: Transaction, id: string, at: Date, cutOff: boolean): Promise<void> {
  const { count } = await tx.message.updateMany({ where: { id, completedAt: null }, data: { completedAt: at, cutOff } });
  if (count > 0) await orderMail(tx, id, at);
}

/** The box may have an address for summaries; the worker is told when this is committed. */
async function orderMail(tx: Transaction, id: string, at: Date): Promise<void> {
  const { count } = await tx.message.updateMany({ where: { id, messageBox: { email: { not: null } } }, data: { mailDueAt: at } });
  if (count > 0)
    await tx.$executeRaw`SELECT pg_notify(${messageMailChannel}, "organisationId"::text) FROM "Message" WHERE "id" = ${id}::uuid`;
}

/** Of messages that were being left when an earlier worker died, what was said until then is kept. */
export function completeLeftMessages({ organisationId, token }: Lease, at: Date): Promise<number> {
  return db().$transaction(async (tx) => {
    const left = { organisationId, completedAt: null, fencingToken: { lt: token } };
    const spoken = await tx.message.findMany({
      where: { ...left, answers: { some: { OR: [{ keys: { not: null } }, { sound: { some: {} } }] } } },
      select: { id: true },
    });
    for (const { id } of spoken) await complete(tx, id, at, true);
    await tx.message.deleteMany({ where: left });
    return spoken.length;
  });
}
