/**
 * Sends the reports that are due at a given time, as the worker does then: its own courier, over SMTP, with the lease that the worker of the
 * stories holds.
 */
import path from "node:path";
import { startPostgres } from "../../lib/stack/postgres.ts";

export async function mailReports(at: Date, smtpUrl: string, portal: string): Promise<void> {
  process.env.DATABASE_URL = (await startPostgres(path.join(process.env.E2E_DATA_DIR ?? "", "postgres"))).url;
  process.env.SMTP_URL = smtpUrl;
  process.env.SMTP_FROM = "jono@stories.invalid";
  const { db, closeDatabase } = await import("../../lib/db/client.ts");
  const { sendMail } = await import("../../lib/mail/mail.ts");
  const { MailCourier } = await import("../../sip-worker/store/mail-courier.ts");
  const { reportMails } = await import("../../sip-worker/store/report-mails.ts");
  const { createLog } = await import("../../sip-worker/runtime/log.ts");
  const clock = { now: () => at.getTime(), date: () => at };
  const courier = new MailCourier({ clock, log: createLog("stories", "warn"), send: sendMail, source: reportMails(portal) });
  try {
    courier.keep(await db().workerLease.findFirstOrThrow({ select: { organisationId: true, token: true } }));
    await courier.idle();
  } finally {
    courier.stopAll();
    await closeDatabase();
  }
}
