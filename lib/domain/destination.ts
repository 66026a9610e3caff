/** Where a call goes when it leaves the queue (product.md, "Queue"). */
import * as z from "zod";
import { id } from "./bounded.ts";

/** An outside number as an administrator writes it; what it means is decided by `phone-number.ts`. */
export const outsideNumber = z
  .string("errors.text")
  .trim()
  .regex(/^\+?[0-9][0-9 -]{1,24}$/, "errors.phoneNumber");

export const destination = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("group"), groupId: id }),
  z.object({ kind: z.literal("user"), userId: id }),
  z.object({ kind: z.literal("menu"), menuId: id }),
  z.object({ kind: z.literal("outsideNumber"), number: outsideNumber }),
  z.object({ kind: z.literal("announcement"), announcementId: id }),
  z.object({ kind: z.literal("messageBox"), messageBoxId: id }),
  /** Hangs up after the system prompt that belongs to the reason (busy, full, closed). */
  z.object({ kind: z.literal("busy") }),
  /** Hangs up at once. */
  z.object({ kind: z.literal("hangUp") }),
]);
export type Destination = z.infer<typeof destination>;

export const hangUpBusy: Destination = { kind: "busy" };
