/** The live view as its maker keeps it, by id: two looks are compared faster than two snapshots, which readers get. */
import type { LiveAgent, LiveCall, LiveGroup, LiveSnapshot } from "./live.ts";

export interface LiveLook {
  organisationId: string;
  /** ISO 8601, on the worker's clock. */
  at: string;
  groups: ReadonlyMap<string, LiveGroup>;
  agents: ReadonlyMap<string, LiveAgent>;
  calls: ReadonlyMap<string, LiveCall>;
}

export function snapshotOf({ organisationId, at, groups, agents, calls }: LiveLook, sequence: number): LiveSnapshot {
  return {
    ...{ organisationId, sequence, at },
    groups: Object.fromEntries(groups),
    agents: Object.fromEntries(agents),
    calls: Object.fromEntries(calls),
  };
}
