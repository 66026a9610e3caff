/** Whose data are asked for: a phone number of somebody outside, in any spelling. */
import * as z from "zod";
import { readNumber } from "./phone-number.ts";

export const personalDataRequest = z.object({
  number: z
    .string("errors.text")
    .max(40, "errors.tooLong")
    .refine((text) => Boolean(readNumber(text)?.e164), "errors.phoneNumber"),
});
