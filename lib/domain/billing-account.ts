/** An account that is charged for legs that leave the service: overflow to outside numbers, mobiles, callbacks. */
import * as z from "zod";
import { text, version } from "./bounded.ts";

export const billingAccountSettings = z.object({
  code: text(1, 40).refine((code) => /^[\p{L}\p{N}._/-]+$/u.test(code), "errors.billingCode"),
  name: text(1, 80),
});
export const billingAccountUpdate = billingAccountSettings.extend({ version });
export type BillingAccountSettings = z.output<typeof billingAccountSettings>;
export type BillingAccountUpdate = z.output<typeof billingAccountUpdate>;
