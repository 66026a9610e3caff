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
export function takeDueMails(lease: Lease, now: Date, most: number): Promise<DueMail[]> {
  const { organisationId } = lease;
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const fresh = { organisationId, mailDueAt: { lte: now }, completedAt: { gt: new Date(now.getTime() - freshMs) } };
    await tx.message.updateMany({
      where: { ...fresh, OR: [{ messageBoxId: null }, { messageBox: { email: null } }] },
      data: { mailDueAt: null },
    });
    const rows = await tx.message.findMany({
      where: fresh,
      select: { id: true, mailAttempts: true, messageBox: { select: { email: true } } },
      orderBy: { mailDueAt: "asc" },
      take: most,
    });
    for (const { id, mailAttempts } of rows) {
      await tx.message.update({ where: { id }, data: { mailAttempts: mailAttempts + 1, mailDueAt: nextAfter(mailAttempts + 1, now) } });
    }
    const messages = await readForMail(
      tx,
      rows.map(({ id }) => id),
    );
    const readers = await readersOf(
      tx,
      organisationId,
      rows.flatMap(({ messageBox }) => messageBox?.email ?? []),
    );
    return rows.flatMap(({ id, mailAttempts, messageBox }) => {
      const message = messages.find((each) => each.id === id);
      const to = messageBox?.email;
      return message && to ? [{ message, attempt: mailAttempts + 1, to, ...readers(to) }] : [];
    });
  });
}

/** A user's own language; that of the organisation for an address that is nobody's. */
async function readersOf(tx: Transaction, organisationId: string, emails: string[]) {
  const { language, timeZone } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const users = await tx.user.findMany({ where: { organisationId, email: { in: emails.map((email) => email.toLowerCase()) } } });
  const known = new Map(users.map((user) => [user.email, user.language]));
  return (email: string) => ({ language: known.get(email.toLowerCase()) ?? language, timeZone });
}

export async function mailSent(id: string, now: Date): Promise<void> {
  await db().message.updateMany({ where: { id }, data: { mailedAt: now, mailDueAt: null } });
}

const nextAfter = (attempt: number, now: Date): Date | null => {
  const pauseMs = pauseAfterAttempt(attempt);
  return pauseMs === null ? null : new Date(now.getTime() + pauseMs);
};
