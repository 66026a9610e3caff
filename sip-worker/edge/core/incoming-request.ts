/** A request from the network that an application is to answer. */

import { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import { ReliableProvisional } from "../dialog/reliable-provisional.ts";
import type { SipResponse } from "../message/message.ts";
import { headerValue } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import { timeoutMs } from "../transaction/timers.ts";
import type { Application } from "./application.ts";
import type { CallDialog } from "./call-dialog.ts";
import type { Environment } from "./environment.ts";
import type { ServerTransaction } from "./server-transaction.ts";

/** A response that must wait until the PRACK of the one before (RFC 3262 3). */
export interface HeldAnswer {
  readonly commandId: string;
  readonly response: SipResponse;
}

export class IncomingRequest {
  /** Ours, or the application's if it names one in its first response: all responses and the dialog have the same. */
  localTag: string;
  tagSent = false;
  /** The dialog it came in, or the one its responses began. */
  call: CallDialog | null;
  readonly inDialog: boolean;
  /** Set when the application hands it on instead of answering. */
  proxy: { cancel(): void } | null = null;
  readonly held: HeldAnswer[] = [];
  readonly reliable: ReliableProvisional;
  readonly #reliableAlarm: DeadlineTimer;
  #silenceAlarm: DeadlineTimer | null = null;
  readonly #environment: Environment;

  constructor(
    /** The application's name for it. */
    readonly id: string,
    readonly transaction: ServerTransaction,
    readonly application: Application,
    call: CallDialog | null,
    environment: Environment,
    readonly onPrackTimeout: () => void,
  ) {
    this.call = call;
    this.inDialog = call !== null;
    this.#environment = environment;
    const ownTag = tagOf(headerValue(transaction.request, "to") ?? "");
    this.localTag = ownTag ?? environment.identifiers.tag();
    this.tagSent = ownTag !== undefined;
    this.reliable = new ReliableProvisional(environment.identifiers.sequence(), environment.timers);
    this.#reliableAlarm = new DeadlineTimer(environment.clock, () => this.#onReliableTimer());
  }

  /** An application that says nothing at all within 2 * 64*T1 is not going to; `onSilence` then answers for it. */
  watchSilence(onSilence: () => void): void {
    this.#silenceAlarm = new DeadlineTimer(this.#environment.clock, onSilence);
    this.#silenceAlarm.set(this.#environment.clock.now() + 2 * timeoutMs(this.#environment.timers));
  }

  heard(): void {
    this.#silenceAlarm?.stop();
  }

  get answered(): boolean {
    return this.transaction.final !== null;
  }

  sendReliably(response: SipResponse, sequence: number): void {
    this.reliable.sent(response, sequence, this.#environment.clock.now());
    this.transaction.respond(response);
    this.#reliableAlarm.set(this.reliable.deadline());
  }

  acknowledgeProvisional(rack: string, inviteSequence: number): boolean {
    const known = this.reliable.acknowledge(rack, inviteSequence);
    this.#reliableAlarm.set(this.reliable.deadline());
    return known;
  }

  /** No timer of its own runs any more. */
  stop(): void {
    this.heard();
    this.reliable.stop();
    this.#reliableAlarm.stop();
  }

  #onReliableTimer(): void {
    const output = this.reliable.timerFired(this.#environment.clock.now());
    this.#reliableAlarm.set(this.reliable.deadline());
    if (output?.type === "send") this.transaction.respond(output.response);
    else if (output) this.onPrackTimeout();
  }
}
