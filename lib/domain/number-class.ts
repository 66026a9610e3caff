/** What kind of number it is: what it costs, how far it goes. */
import * as z from "zod";

export const numberClasses = [
  "nationalFixed",
  "mobile",
  "freephone",
  "company",
  "general",
  "premium",
  "foreign",
  "satellite",
  "emergency",
  "extension",
  "test",
] as const;
export const numberClass = z.enum(numberClasses);
export type NumberClass = z.infer<typeof numberClass>;
