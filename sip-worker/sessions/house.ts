/** What the parts of an organisation's call handling share, so that each can be read by itself. */

import type { DistributionCommand, DistributionEvent } from "../../lib/distribution/events.ts";
import type { Instant, OrganisationState } from "../../lib/distribution/state.ts";
import type { ConfiguredUser, OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { AudioLibrary } from "../ports/audio-library.ts";
import type { CallbackStore } from "../ports/callbacks.ts";
import type { MediaEngine } from "../ports/media.ts";
import type { MessageStore } from "../ports/messages.ts";
import type { Records } from "../ports/records.ts";
import type { Signaling } from "../ports/signaling.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { CallLog } from "./call-log.ts";
import type { CallerSession } from "./caller-session.ts";
import type { AnsweredDevice } from "./device-ring.ts";

export interface OrganisationParts {
  signaling: Signaling;
  media: MediaEngine;
  records: Records;
  callbacks: CallbackStore;
  messages: MessageStore;
  library: AudioLibrary;
  clock: Clock;
  log: Log;
  /** The live view may have changed. */
  changed(): void;
  /** Something that a bug of ours had left behind was put right. */
  mended(what: string): void;
  /** Told of each decision, in order; null: no history is kept. */
  history: DecisionHistory | null;
}

export interface DecisionHistory {
  note(now: Instant, event: DistributionEvent, commands: readonly DistributionCommand[]): void;
}

export type ConfiguredGroup = OrganisationConfiguration["groups"][number];

/** The organisation as its parts see it. */
export interface House {
  readonly configuration: OrganisationConfiguration;
  readonly state: OrganisationState;
  group(id: string): ConfiguredGroup | undefined;
  user(id: string): ConfiguredUser | undefined;
  post(event: DistributionEvent): void;
  /** For what comes from outside of a decision, a command of the portal: false when it was not valid in the present state. */
  postNow(event: DistributionEvent): boolean;
  /** A call of his own, or one that rings at him beside the queue: no queue rings him until what it returns is called, which may be twice. */
  holdLine(userId: string): () => void;
  /** He talks, or is being rung for whatever: whoever calls him now finds his phone busy. */
  isOnCall(userId: string): boolean;
  /** The stay in one group is over; another, with a record of its own, begins. */
  move(session: CallerSession, group: ConfiguredGroup): void;
  /** A customer who was called back goes on as a caller, with the record of that call. */
  adopt(customer: AnsweredDevice, record: CallLog): CallerSession;
}
