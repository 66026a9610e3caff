/** The tab Queue (product.md, "Queue"). `null` = no limit, never the same as 0. */
import * as z from "zod";
import { optionalNumber } from "../bounded.ts";
import { destination, hangUpBusy } from "../destination.ts";

export const queueSettings = z.object({
  /** Seconds from first entry into the queue; a ring in progress is allowed to end. */
  maxWaitSeconds: optionalNumber(10, 14_400).default(null),
  /** Ring rounds that ended unanswered. */
  maxAttempts: optionalNumber(1, 99).default(null),
  noAgentsDestination: destination.default(hangUpBusy),
  /** Waiting and ringing callers; 0 = served only if a member is free at that moment. */
  maxWaiting: optionalNumber(0, 999).default(null),
  overflowDestination: destination.default(hangUpBusy),
});
export type QueueSettings = z.infer<typeof queueSettings>;
