/** A request of ours on its way: timers and sockets around the pure machine. */

import { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import { formatMessage, type SipRequest, type SipResponse } from "../message/message.ts";
import { assertNever } from "../transaction/assert-never.ts";
import { InviteClientTransaction } from "../transaction/invite-client.ts";
import { NonInviteClientTransaction } from "../transaction/non-invite-client.ts";
import type { ClientInput, ClientMachine, TransactionOutput } from "../transaction/transaction.ts";
import type { Flow } from "../transport/flow.ts";
import type { Environment } from "./environment.ts";
import type { Arrival } from "./received.ts";

export interface ClientTransactionEvents {
  responseReceived(response: SipResponse, arrival: Arrival): void;
  failed(cause: "timeout" | "transport"): void;
}

export class ClientTransaction {
  readonly #environment: Environment;
  readonly #machine: ClientMachine;
  readonly #alarm: DeadlineTimer;
  readonly #events: ClientTransactionEvents;
  readonly #onTerminated: () => void;
  readonly #unwatch: () => void;
  #arrival: Arrival | null = null;
  finished = false;

  constructor(
    readonly request: SipRequest,
    readonly flow: Flow,
    environment: Environment,
    events: ClientTransactionEvents,
    onTerminated: () => void,
  ) {
    this.#environment = environment;
    this.#events = events;
    this.#onTerminated = onTerminated;
    const settings = { reliable: flow.reliable, timers: environment.timers };
    const start = request.method === "INVITE" ? InviteClientTransaction.start : NonInviteClientTransaction.start;
    const { transaction, outputs } = start(request, settings, environment.clock.now());
    this.#machine = transaction;
    this.#alarm = new DeadlineTimer(environment.clock, () => this.handle({ type: "timerFired" }));
    this.#unwatch = flow.watch(() => this.#onLost());
    this.#follow(outputs);
  }

  responseReceived(response: SipResponse, arrival: Arrival): void {
    this.#arrival = arrival;
    this.handle({ type: "responseReceived", response });
  }

  handle(input: ClientInput): void {
    this.#follow(this.#machine.handle(input, this.#environment.clock.now()));
  }

  /** That nobody listens is believed only of a peer that has said nothing: such news can be forged by anybody (RFC 5927). */
  #onLost(): void {
    if (this.flow.reliable || !this.#arrival) this.handle({ type: "transportFailed" });
  }

  #follow(outputs: readonly TransactionOutput[]): void {
    this.#alarm.set(this.#machine.deadline());
    for (const output of outputs) this.#apply(output);
  }

  #apply(output: TransactionOutput): void {
    switch (output.type) {
      case "send":
        this.flow.send(formatMessage(output.message), () => this.handle({ type: "transportFailed" }));
        return;
      case "passUp":
        if (output.message.kind !== "response" || !this.#arrival) return;
        if (output.message.status >= 200) this.finished = true;
        this.#events.responseReceived(output.message, this.#arrival);
        return;
      case "failed":
        this.finished = true;
        this.#events.failed(output.cause);
        return;
      case "terminated":
        this.#alarm.stop();
        this.#unwatch();
        this.#onTerminated();
        return;
      default:
        assertNever(output);
    }
  }
}
