/** The tab Members, both parts (product.md, "Members"). */
import * as z from "zod";
import { id, optionalNumber, wholeNumber } from "../bounded.ts";

/** `externalPbx` is shown in the form and not in use. */
export const deviceKind = z.enum(["workstation", "mobile", "ipPhone", "externalPbx"]);
export type DeviceKind = z.infer<typeof deviceKind>;

export const groupMember = z.object({
  userId: id,
  /** 1 is the best. */
  skillLevel: wholeNumber(1, 5).default(3),
  /** Place in the ring order from 1, or null: rings after those who have one. */
  ringOrder: optionalNumber(1, 10_000).default(null),
});
export type GroupMember = z.infer<typeof groupMember>;

const distinct = (key: (item: GroupMember) => unknown) => (items: GroupMember[]) => new Set(items.map(key)).size === items.length;

export const memberSettings = z.object({
  members: z
    .array(groupMember)
    .max(1000, "errors.tooMany")
    .refine(
      distinct((member) => member.userId),
      "errors.memberTwice",
    )
    .default([]),
  supervisors: z
    .array(id)
    .max(1000, "errors.tooMany")
    .refine((ids) => new Set(ids).size === ids.length, "errors.supervisorTwice")
    .default([]),
  ringInOrder: z.boolean().default(false),
  skillBased: z.boolean().default(false),
  /** Only with skillBased; off: random among equals. */
  longestIdle: z.boolean().default(false),
  presenceAffects: z.boolean().default(true),
  devices: z.array(deviceKind).default(["workstation", "mobile", "ipPhone"]),
  ringSimultaneously: wholeNumber(1, 20).default(1),
  wrapUpSeconds: wholeNumber(0, 3600).default(0),
  ringSeconds: wholeNumber(5, 120).default(20),
  /** Ring time-outs in a row in this group. */
  logoutAfterMissed: optionalNumber(1, 20).default(null),
});
export type MemberSettings = z.infer<typeof memberSettings>;
