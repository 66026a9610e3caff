/** A number of the organisation's pool: what it costs and what it is used for. */
import * as z from "zod";
import { text, version } from "./bounded.ts";
import { outsideNumber } from "./destination.ts";
import { numberPurposes, typeOfNumber } from "./number-rules.ts";
import { dialledDigits } from "./phone-number.ts";

const settings = z.object({
  /** As written wherever the number is shown, VAT included: `1,02 €/min + pvm/mpm`. */
  priceText: text(0, 80).default(""),
  purpose: z.enum(numberPurposes, "errors.invalid").default("unset"),
  /** An ordinary number beside a chargeable one. */
  parallelNumber: outsideNumber.nullable().default(null),
  /** answer = the call is answered before anything is heard; earlyMedia = closed and full are told free of charge. */
  answerMode: z.enum(["answer", "earlyMedia"], "errors.invalid").default("answer"),
  /** The administrator takes what is against the rules on his own name. What was read of an earlier acceptance accepts nothing anew. */
  accepted: z
    .union([z.boolean(), z.object({ by: z.string(), at: z.string() }).nullable()], "errors.invalid")
    .default(false)
    .transform((given) => given === true),
});

const finnish = (digits: string) => typeOfNumber(digits) !== null;

export const newNumber = settings.extend({
  digits: z
    .string("errors.text")
    .trim()
    .transform((typed) => (/^80\d\d$/.test(typed) ? typed : (dialledDigits(typed) ?? typed)))
    .refine(finnish, "errors.serviceNumber"),
});
export const numberUpdate = settings.extend({ version });
export const numberSettings = settings;
export type NumberSettings = z.output<typeof settings>;
export type NewNumber = z.output<typeof newNumber>;
export type NumberUpdate = z.output<typeof numberUpdate>;
