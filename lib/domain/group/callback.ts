/** The tab Callback (product.md, "Callback"). Here 0 turns a thing off; nothing is null but the announcements. */
import * as z from "zod";
import { reference, text, wholeNumber } from "../bounded.ts";

export const callbackSettings = z.object({
  callbackEnabled: z.boolean().default(false),
  callbackRingSeconds: wholeNumber(0, 120).default(30),
  callbackAttempts: wholeNumber(0, 10).default(3),
  callbackValidityMinutes: wholeNumber(0, 10_080).default(480),
  callbackMetadata: text(0, 200).default(""),
  callbackHandlerAnnouncementId: reference.default(null),
  callbackOfferAnnouncementId: reference.default(null),
  offerAfterOpenMinutes: wholeNumber(0, 1440).default(0),
  offerWhenWaitingMoreThan: wholeNumber(0, 999).default(0),
  offerWhenLongestWaitMinutes: wholeNumber(0, 1440).default(0),
  offerWhenEstimatedWaitMinutes: wholeNumber(0, 1440).default(0),
  stopBeforeCloseMinutes: wholeNumber(0, 1440).default(0),
});
export type CallbackSettings = z.infer<typeof callbackSettings>;
