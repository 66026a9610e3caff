/** From when on a group's state is shown as an alert. Of the group, so that all who watch it see the same; null = no alert. */
import * as z from "zod";
import { optionalNumber } from "../bounded.ts";

export const alertLimits = z.object({
  /** Of a caller on the line. */
  longestWaitSeconds: optionalNumber(10, 14_400).default(180),
  /** So many on the line, or more. */
  waiting: optionalNumber(1, 999).default(null),
  nobodyLoggedIn: z.boolean().default(true),
  /** Before the first open callback request expires. */
  callbackExpiresMinutes: optionalNumber(1, 10_080).default(60),
});
export type AlertLimits = z.output<typeof alertLimits>;

export const usualLimits: AlertLimits = alertLimits.parse({});

const { longestWaitSeconds, waiting, nobodyLoggedIn, callbackExpiresMinutes } = alertLimits.shape;
const whole = z.object({
  longestWaitSeconds: longestWaitSeconds.unwrap(),
  waiting: waiting.unwrap(),
  nobodyLoggedIn: nobodyLoggedIn.unwrap(),
  callbackExpiresMinutes: callbackExpiresMinutes.unwrap(),
});

/** Every limit, and what was read; without `before` whatever stands is replaced. */
export const alertLimitsUpdate = whole.extend({ before: whole.optional() });
export type AlertLimitsUpdate = z.output<typeof alertLimitsUpdate>;
