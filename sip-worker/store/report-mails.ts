/** The figures of yesterday and of last week, for the users who want them. A period without a call is not told of. */
import { nextReportAt, reportRefused, reportSent, takeDueReport } from "../../lib/db/report-mails.ts";
import { report } from "../../lib/db/reports.ts";
import { daysBefore, hasCalls } from "../../lib/domain/report/comparison.ts";
import { localDate } from "../../lib/domain/report/local-date.ts";
import { reportMail } from "../../lib/mail/report-mail.ts";
import type { MailSource } from "./mail-courier.ts";

export const reportMails = (portal: string): MailSource => ({
  name: "reports by e-mail",
  take: async (lease, now) => {
    const due = await takeDueReport(lease, now);
    if (!due) return null;
    const figures = await report(due.reader, due.days, "group");
    const before = daysBefore(due.days, localDate(now, due.timeZone));
    const compared = before && (await report(due.reader, before, "group"));
    return {
      mail: hasCalls(figures.total) ? reportMail(figures, compared, { ...due, portal }) : null,
      settle: (result, at) => (result === "sent" ? reportSent(due, at) : reportRefused(due, at)),
    };
  },
  nextAt: nextReportAt,
});
