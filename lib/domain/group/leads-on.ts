/** Where a group sends calls that it does not keep, setting by setting, and when: what a loop can be made of. */
import type { WayIsTaken, WayOn } from "../overflow-loop.ts";
import type { SettingPath } from "./changes.ts";
import { type ClosedReason, closedReason, type HoursSettings } from "./hours.ts";
import type { QueueSettings } from "./queue.ts";

export interface LeadsOn extends WayOn {
  field: SettingPath;
}

const takenWhen = (reason: ClosedReason): WayIsTaken => (reason === "manual" || reason === "emergency" ? "byHand" : reason);

interface Leading {
  queue: Pick<QueueSettings, "noAgentsDestination" | "overflowDestination">;
  hours: Pick<HoursSettings, "closedDestinations">;
}

export const leadsOn = ({ queue, hours }: Leading): LeadsOn[] => [
  { field: "queue.noAgentsDestination", destination: queue.noAgentsDestination, when: "open" },
  { field: "queue.overflowDestination", destination: queue.overflowDestination, when: "open" },
  ...closedReason.options.map((reason) => ({
    field: "hours.closedDestinations" as const,
    destination: hours.closedDestinations[reason],
    when: takenWhen(reason),
  })),
];
