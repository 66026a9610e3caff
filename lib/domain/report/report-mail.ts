/** Which reports are sent by e-mail at a time: of yesterday each morning, of last week on Monday mornings, by the organisation's clock. */
import { localTime } from "../opening-hours.ts";
import { type Days, daysOf } from "./period.ts";

export const reportMailKinds = ["daily", "weekly"] as const;
export type ReportMailKind = (typeof reportMailKinds)[number];

/** After opening hours of the night have ended, before anybody begins his day. */
export const mailHour = 6;

export interface MailPeriod {
  kind: ReportMailKind;
  days: Days;
}

/** Those of earlier mornings are not sent any more: whoever sets up a mail server does not send the past. */
export function periodsDue(now: Date, timeZone: string): MailPeriod[] {
  const { weekday, minute } = localTime(now, timeZone);
  if (minute < mailHour * 60) return [];
  const daily: MailPeriod = { kind: "daily", days: daysOf("yesterday", now, timeZone) };
  return weekday === 0 ? [daily, { kind: "weekly", days: daysOf("lastWeek", now, timeZone) }] : [daily];
}
