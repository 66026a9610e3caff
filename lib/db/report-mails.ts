/**
 * Reports that users get by e-mail. A row for each user and period says what became of it, so nobody gets one twice: it is taken under the
 * lease, and one whose end nobody knows (the worker died while it was being sent) is not sent again.
 */
import type { Actor } from "../domain/actor.ts";
import { type MailPeriod, mailHour, periodsDue, type ReportMailKind } from "../domain/report/report-mail.ts";
import { pauseAfterAttempt } from "../domain/webhook-delivery.ts";
import { instant } from "./call-selection.ts";
import { db, type Transaction } from "./client.ts";
import { type Lease, mustHold } from "./leases.ts";

export interface DueReport extends MailPeriod {
  reader: Actor;
  to: string;
  timeZone: string;
  organisationName: string;
  /** Of the attempt that is to be made, from 1. */
  attempt: number;
}

const wish: Record<ReportMailKind, "dailyReport" | "weeklyReport"> = { daily: "dailyReport", weekly: "weeklyReport" };

/** The next one that is due. @throws when the lease is not held any more. */
export function takeDueReport(lease: Lease, now: Date): Promise<DueReport | null> {
  const { organisationId } = lease;
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const { name, timeZone } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
    const periods = periodsDue(now, timeZone);
    await addMissing(tx, organisationId, periods, now);
    const row = await tx.reportMail.findFirst({
      where: { OR: periods.map(wanted), nextAttemptAt: { lte: now }, user: { organisationId, active: true } },
      include: { user: true },
      orderBy: [{ nextAttemptAt: "asc" }, { userId: "asc" }],
    });
    const period = periods.find(({ kind, days }) => row?.kind === kind && row.day === days.from);
    if (!row || !period) return null;
    const attempt = row.attempts + 1;
    const { kind, day, attempts } = row;
    const untaken = { userId: row.userId, kind, day, attempts, nextAttemptAt: { not: null } };
    const { count } = await tx.reportMail.updateMany({ where: untaken, data: { attempts: attempt, nextAttemptAt: null } });
    if (count === 0) return null;
    const { id: userId, role, name: readerName, language, email } = row.user;
    const reader = { userId, organisationId, role, name: readerName, language };
    return { ...period, reader, to: email, timeZone, organisationName: name, attempt };
  });
}

/** Who has changed his mind since is not sent it. */
const wanted = ({ kind, days }: MailPeriod) => ({ kind, day: days.from, user: { [wish[kind]]: true } });

async function addMissing(tx: Transaction, organisationId: string, periods: MailPeriod[], now: Date): Promise<void> {
  for (const { kind, days } of periods) {
    const users = await tx.user.findMany({ where: { organisationId, active: true, [wish[kind]]: true }, select: { id: true } });
    const data = users.map(({ id }) => ({ userId: id, kind, day: days.from, nextAttemptAt: now }));
    await tx.reportMail.createMany({ data, skipDuplicates: true });
  }
}

const key = ({ reader, kind, days }: DueReport) => ({ userId_kind_day: { userId: reader.userId, kind, day: days.from } });

export async function reportSent(due: DueReport, now: Date): Promise<void> {
  await db().reportMail.update({ where: key(due), data: { sentAt: now } });
}

/** The mail server did not take it: it is tried again after a pause, ten times in all. */
export async function reportRefused(due: DueReport, now: Date): Promise<void> {
  const pauseMs = pauseAfterAttempt(due.attempt);
  if (pauseMs === null) return;
  await db().reportMail.update({ where: key(due), data: { nextAttemptAt: new Date(now.getTime() + pauseMs) } });
}

/** When to look again: the next attempt, or the next morning. */
export async function nextReportAt({ organisationId }: Lease, now: Date): Promise<Date> {
  const [row] = await db().$queryRaw<{ at: Date }[]>`
    SELECT LEAST(
      (SELECT min(m."nextAttemptAt") FROM "ReportMail" m JOIN "User" u ON u."id" = m."userId"
        WHERE u."organisationId" = o."id" AND u."active" AND m."nextAttemptAt" > ${instant(now)}),
      (SELECT min(morning AT TIME ZONE o."timeZone" AT TIME ZONE 'UTC') FROM generate_series(0, 2) days,
        LATERAL (SELECT date_trunc('day', ${instant(now)} AT TIME ZONE 'UTC' AT TIME ZONE o."timeZone")
          + make_interval(days => days, hours => ${mailHour}::int) AS morning) at
        WHERE morning AT TIME ZONE o."timeZone" AT TIME ZONE 'UTC' > ${instant(now)})) AS "at"
    FROM "Organisation" o WHERE o."id" = ${organisationId}::uuid`;
  return row!.at;
}

export interface ReportMailWishes {
  dailyReport: boolean;
  weeklyReport: boolean;
}

export async function wishes(actor: Actor): Promise<ReportMailWishes> {
  const where = { id: actor.userId, organisationId: actor.organisationId };
  return db().user.findFirstOrThrow({ where, select: { dailyReport: true, weeklyReport: true } });
}
