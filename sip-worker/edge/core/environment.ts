/** What the parts of the core share. Handed in once, never looked up. */
import type { Clock } from "../../runtime/clock.ts";
import type { Log } from "../../runtime/log.ts";
import type { TimerValues } from "../transaction/timers.ts";
import type { Resolver } from "../transport/resolve.ts";
import type { Transport } from "../transport/transport.ts";
import type { Counters } from "./counters.ts";
import type { Identifiers } from "./identifiers.ts";
import type { PeersWithoutTcp } from "./large-requests.ts";
import type { ProvenSources } from "./proven-sources.ts";
import type { RegisteredFlows } from "./registered-flows.ts";

export interface Environment {
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly identifiers: Identifiers;
  readonly timers: TimerValues;
  readonly transport: Transport;
  readonly resolver: Resolver;
  readonly provenSources: ProvenSources;
  readonly registeredFlows: RegisteredFlows;
  readonly withoutTcp: PeersWithoutTcp;
  /** How long the dialogs of an application that went away are kept before both sides get a BYE. */
  readonly orphanGraceMs: number;
}
