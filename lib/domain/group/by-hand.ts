/** The switch that goes before the timetable: what it says, since when and by whose hand. */
import * as z from "zod";
import { type ManualHours, manualHours } from "./hours.ts";

export interface ByHand {
  manual: Exclude<ManualHours, "automatic">;
  /** ISO 8601; null: from before that was noted. */
  since: string | null;
  by: string | null;
}

/** `before`: what the person saw when she decided; left out = whatever stands. */
export const manualSwitch = z.object({ manual: manualHours, before: manualHours.optional() });
export type ManualSwitch = z.infer<typeof manualSwitch>;

/** Null: the timetable counts. */
export const byHandOf = (manual: ManualHours, since: Date | null, by: string | null): ByHand | null =>
  manual === "automatic" ? null : { manual, since: since?.toISOString() ?? null, by };
