/** The tab Announcements (product.md, "Announcements"). */
import * as z from "zod";
import { reference, wholeNumber } from "../bounded.ts";

export const announcementSettings = z.object({
  queueEntryAnnouncementId: reference.default(null),
  /** null = the built-in music. */
  holdAudioId: reference.default(null),
  progressAnnouncementId: reference.default(null),
  /** Measured from the end of one to the start of the next; 0 = never. */
  progressIntervalSeconds: wholeNumber(0, 3600).default(45),
  playRingback: z.boolean().default(true),
  announcePosition: z.boolean().default(false),
  announceWait: z.boolean().default(false),
});
export type AnnouncementSettings = z.infer<typeof announcementSettings>;
