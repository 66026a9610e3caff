/** Where a group sends calls that it does not keep, setting by setting: what a loop can be made of. */
import type { Destination } from "../destination.ts";
import type { SettingPath } from "./changes.ts";
import type { GroupSettings } from "./group.ts";
import { closedReason } from "./hours.ts";

export interface LeadsOn {
  field: SettingPath;
  destination: Destination;
}

export const leadsOn = ({ queue, hours }: Pick<GroupSettings, "queue" | "hours">): LeadsOn[] => [
  { field: "queue.noAgentsDestination", destination: queue.noAgentsDestination },
  { field: "queue.overflowDestination", destination: queue.overflowDestination },
  ...closedReason.options.map((reason) => ({
    field: "hours.closedDestinations" as const,
    destination: hours.closedDestinations[reason],
  })),
];
