/**
 * Summaries of messages that are still to be sent, taken under the lease. The attempt is counted before it is made; the message says when
 * its summary was sent.
 */
import type { Language } from "../domain/actor.ts";
import type { MessageRecord } from "../domain/message.ts";
import { pauseAfterAttempt } from "../domain/webhook-delivery.ts";
import { db, type Transaction } from "./client.ts";
import { type Lease, mustHold } from "./leases.ts";
import { readForMail } from "./messages.ts";

/** After that nobody expects it any more: a mail server that is set up later does not send the past. */
const freshMs = 86_400_000;

export interface DueMail {
  message: MessageRecord;
  attempt: number;
  to: string;
  language: Language;
  timeZone: string;
}

/** When the next one is due; null: none waits. */
export async function nextMailAt({ organisationId }: Lease, now: Date): Promise<Date | null> {
  const waiting = { organisationId, mailDueAt: { not: null }, completedAt: { gt: new Date(now.getTime() - freshMs) } };
  return (await db().message.aggregate({ where: waiting, _min: { mailDueAt: true } }))._min.mailDueAt;
}

/** Of a box that has lost its address meanwhile nothing is sent. @throws when the lease is not held any more. */
export function takeDueMail(lease: Lease, now: Date): Promise<DueMail | null> {
  const { organisationId } = lease;
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const fresh = { organisationId, mailDueAt: { lte: now }, completedAt: { gt: new Date(now.getTime() - freshMs) } };
    await tx.message.updateMany({
      where: { ...fresh, OR: [{ messageBoxId: null }, { messageBox: { email: null } }] },
      data: { mailDueAt: null },
    });
    const row = await tx.message.findFirst({
      where: fresh,
      select: { id: true, mailAttempts: true, messageBox: { select: { email: true } } },
      orderBy: { mailDueAt: "asc" },
    });
    const to = row?.messageBox?.email;
    if (!row || !to) return null;
    const attempt = row.mailAttempts + 1;
    await tx.message.update({ where: { id: row.id }, data: { mailAttempts: attempt, mailDueAt: nextAfter(attempt, now) } });
    const [message] = await readForMail(tx, [row.id]);
    return message ? { message, attempt, to, ...(await readerOf(tx, organisationId, to)) } : null;
  });
}

/** A user's own language; that of the organisation for an address that is nobody's. */
async function readerOf(tx: Transaction, organisationId: string, email: string) {
  const { language, timeZone } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const user = await tx.user.findFirst({ where: { organisationId, email: email.toLowerCase() }, select: { language: true } });
  return { language: user?.language ?? language, timeZone };
}

export async function mailSent(id: string, now: Date): Promise<void> {
  await db().message.updateMany({ where: { id }, data: { mailedAt: now, mailDueAt: null } });
}

const nextAfter = (attempt: number, now: Date): Date | null => {
  const pauseMs = pauseAfterAttempt(attempt);
  return pauseMs === null ? null : new Date(now.getTime() + pauseMs);
};
