/**
 * Opening hours of a group (product.md, "Around the group"). Times are minutes of the local day in the organisation's time
 * zone; a range whose end is not after its start goes over midnight. A new group is always open.
 */
import * as z from "zod";
import { text, wholeNumber } from "../bounded.ts";
import { destination } from "../destination.ts";

export const timeRange = z.object({
  /** Minute of the day, 0 = midnight. */
  opens: wholeNumber(0, 1439),
  /** Minute of the day, 1440 = midnight at the end of the day. */
  closes: wholeNumber(0, 1440),
});
export type TimeRange = z.infer<typeof timeRange>;

const ranges = z.array(timeRange).max(8, "errors.tooMany");

export const hoursException = z.object({
  /** Local date, YYYY-MM-DD. */
  date: z.iso.date("errors.date"),
  name: text(0, 80),
  /** Empty = closed all day. */
  ranges,
});
export type HoursException = z.infer<typeof hoursException>;

/** The second of two exceptions for one day is named. */
function oneForEachDay(exceptions: HoursException[], context: z.RefinementCtx): void {
  for (const [index, { date }] of exceptions.entries()) {
    if (exceptions.findIndex((other) => other.date === date) === index) continue;
    context.addIssue({ code: "custom", message: "errors.exceptionTwice", path: [index, "date"] });
  }
}

export const closedReason = z.enum(["outsideHours", "exception", "holiday", "manual", "emergency"]);
export type ClosedReason = z.infer<typeof closedReason>;

export const closedDestinations = z.object({
  outsideHours: destination,
  exception: destination,
  holiday: destination,
  manual: destination,
  emergency: destination,
});

/** What somebody says by hand goes before the timetable (`automatic`). */
export const manualHours = z.enum(["automatic", "open", "closed", "emergency"]);
export type ManualHours = z.infer<typeof manualHours>;

export const hoursSettings = z.object({
  alwaysOpen: z.boolean().default(true),
  /** Seven lists, Monday first. Several ranges in a day = breaks between them. */
  weekly: z.array(ranges).length(7).default([[], [], [], [], [], [], []]),
  exceptions: z.array(hoursException).max(400, "errors.tooMany").superRefine(oneForEachDay).default([]),
  closedOnHolidays: z.boolean().default(true),
  manual: manualHours.default("automatic"),
  /** How long those already waiting are still served after closing. */
  serveAfterCloseMinutes: wholeNumber(0, 1440).default(15),
  closedDestinations: closedDestinations.default({
    outsideHours: { kind: "busy" },
    exception: { kind: "busy" },
    holiday: { kind: "busy" },
    manual: { kind: "busy" },
    emergency: { kind: "busy" },
  }),
});
export type HoursSettings = z.infer<typeof hoursSettings>;

/** When a group is open, without what callers meet while it is not: for lists of groups. */
export const timetable = hoursSettings.omit({ closedDestinations: true });
export type Timetable = z.infer<typeof timetable>;
