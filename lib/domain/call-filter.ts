/** Which calls: the same rule for the call log's address, its API, its CSV and the figures of a report that open it. */
import * as z from "zod";
import { text } from "./bounded.ts";
import { countedFigures } from "./report/figures.ts";
import { isLocalDate } from "./report/local-date.ts";

const outcomes = ["answered", "abandoned", "overflowed", "closed", "callbackRequested", "failed"] as const;

/** A day of the organisation's calendar, or an instant. */
const moment = z
  .string("errors.text")
  .max(40, "errors.tooLong")
  .refine((value) => isLocalDate(value) || isInstant(value), "errors.dateOrInstant")
  .meta({ description: "YYYY-MM-DD in the organisation's time zone (`to` includes that day), or an instant such as 2026-11-22T08:00:00Z" });

const isInstant = (value: string) => /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) && !Number.isNaN(Date.parse(value));

const shape = {
  groupId: z
    .union([z.uuid("errors.reference"), z.literal("deleted")])
    .meta({ description: "A group, or `deleted` for groups that are no more" }),
  userId: z.uuid("errors.reference").meta({ description: "Who answered" }),
  missedBy: z.uuid("errors.reference").meta({ description: "At whom they rang, and who did not take them" }),
  outcome: z.enum(outcomes, "errors.choice"),
  reason: z
    .string("errors.text")
    .regex(/^[A-Za-z]{1,40}$/, "errors.choice")
    .meta({ description: "outcomeReason of the call" }),
  direction: z.enum(["incoming", "outgoing", "internal"], "errors.choice"),
  number: text(0, 40).meta({ description: "The other party's number in any spelling; or a part of it, or of the number that was dialled" }),
  caller: text(1, 64).meta({ description: "The other party's whole number, E.164 or an extension: nobody else's that begins alike" }),
  from: moment,
  to: moment,
  hour: z.coerce
    .number("errors.number")
    .int("errors.wholeNumber")
    .min(0, "errors.tooSmall")
    .max(23, "errors.tooLarge")
    .meta({ description: "Arrived in this hour of the day, organisation's time" }),
  origin: z
    .string("errors.text")
    .regex(/^(\+[0-9]{1,8}|[a-z]{1,12})$/, "errors.choice")
    .meta({ description: "Where the number is from: +3589, +46, withheld, inside, unknown" }),
  figure: z.enum(countedFigures, "errors.choice").meta({ description: "The calls behind this figure of a report" }),
} satisfies Record<string, z.ZodType>;

/** As in an address: all may be left out. */
export const callFilter = z.object(shape).partial();
export type CallFilter = z.output<typeof callFilter>;
export const callFilterNames = Object.keys(shape) as (keyof CallFilter)[];

/** An address that somebody edited by hand shows what can be understood of it. */
export function readCallFilter(values: Record<string, unknown>): CallFilter {
  const read = callFilterNames.flatMap((name) => {
    const result = values[name] === "" ? undefined : shape[name].safeParse(values[name]);
    return result?.success ? [[name, result.data] as const] : [];
  });
  return Object.fromEntries(read);
}
