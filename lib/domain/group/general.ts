/** The tab General (product.md, "General"). */
import * as z from "zod";
import { id, reference, text } from "../bounded.ts";

export const groupType = z.enum(["customerService"]);

/** What a mobile device's display shows in front of or behind the caller's number. */
export const numberTag = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("prefix"), digits: z.string().regex(/^[0-9*#]{1,6}$/, "errors.numberTag") }),
  z.object({ kind: z.literal("suffix"), digits: z.string().regex(/^[0-9*#]{1,6}$/, "errors.numberTag") }),
]);
export type NumberTag = z.infer<typeof numberTag>;

export const generalSettings = z.object({
  type: groupType.default("customerService"),
  name: text(1, 80),
  language: z.enum(["fi", "sv", "en"]).default("fi"),
  billingAccountId: reference.default(null),
  numberId: id,
  hideFromDirectory: z.boolean().default(false),
  allowNumberPresentation: z.boolean().default(false),
  presentedNumber: z.enum(["group", "caller"]).default("caller"),
  numberTag: numberTag.default({ kind: "none" }),
});
export type GeneralSettings = z.infer<typeof generalSettings>;
