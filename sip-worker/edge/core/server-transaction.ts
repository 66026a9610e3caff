/** A request from the network and the machine that answers it: timers and sockets around the pure machine. */

import { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import { formatMessage, type SipRequest, type SipResponse } from "../message/message.ts";
import { assertNever } from "../transaction/assert-never.ts";
import { InviteServerTransaction } from "../transaction/invite-server.ts";
import { topVia } from "../transaction/key.ts";
import { NonInviteServerTransaction } from "../transaction/non-invite-server.ts";
import type { ServerInput, ServerMachine, TransactionOutput } from "../transaction/transaction.ts";
import type { Flow } from "../transport/flow.ts";
import { defaultPort } from "../transport/resolve.ts";
import type { Environment } from "./environment.ts";
import type { Arrival } from "./received.ts";

export interface ServerTransactionEvents {
  /** The ACK of a non-2xx never came, or the transaction is simply over. */
  ended(cause: "timeout" | "transport" | null): void;
}

export class ServerTransaction {
  readonly #environment: Environment;
  readonly #machine: ServerMachine;
  readonly #alarm: DeadlineTimer;
  readonly #onTerminated: () => void;
  #repeatFlow: Flow | null = null;
  /** Set by whoever takes care of the request. */
  events: ServerTransactionEvents | null = null;
  final: SipResponse | null = null;

  constructor(
    readonly request: SipRequest,
    readonly arrival: Arrival,
    environment: Environment,
    onTerminated: () => void,
  ) {
    this.#environment = environment;
    this.#onTerminated = onTerminated;
    const settings = { reliable: arrival.flow.reliable, timers: environment.timers };
    this.#machine =
      request.method === "INVITE"
        ? new InviteServerTransaction(settings)
        : new NonInviteServerTransaction(settings, environment.clock.now());
    this.#alarm = new DeadlineTimer(environment.clock, () => this.handle({ type: "timerFired" }));
    this.#alarm.set(this.#machine.deadline());
  }

  get flow(): Flow {
    return this.arrival.flow;
  }

  /** The request again: what was answered is sent to where it came from now, which behind NAT may be another port. */
  repeated(flow: Flow): void {
    this.#repeatFlow = flow;
    this.handle({ type: "requestRepeated" });
    this.#repeatFlow = null;
  }

  respond(response: SipResponse): void {
    if (response.status >= 200) this.final ??= response;
    this.handle({ type: "respond", response });
  }

  /** Forgotten before its time: what is repeated is a new request. */
  drop(): void {
    this.#alarm.stop();
    this.#onTerminated();
    this.events?.ended(null);
    this.events = null;
  }

  handle(input: ServerInput): void {
    const outputs = this.#machine.handle(input, this.#environment.clock.now());
    this.#alarm.set(this.#machine.deadline());
    for (const output of outputs) {
      if (input.type === "timerFired" && output.type === "send" && this.#mayBeForged())
        this.#environment.counters.add("repetitions.withheld");
      else this.#apply(output);
    }
  }

  #mayBeForged(): boolean {
    return !this.flow.reliable && !this.#environment.provenSources.has(this.flow.remote.address);
  }

  /** The connection the request came by; when it is closed, a new one to where the top Via says (RFC 3261 18.2.2). */
  #wayBack(): Flow {
    if (this.flow.open) return this.flow;
    const via = topVia(this.request);
    const listener = this.#environment.transport.listenerFor(this.flow.protocol, this.flow.remote.address);
    const port = via?.port ?? defaultPort(this.flow.protocol);
    return listener?.flowTo({ address: this.flow.remote.address, port }) ?? this.flow;
  }

  #apply(output: TransactionOutput): void {
    switch (output.type) {
      case "send":
        (this.#repeatFlow ?? this.#wayBack()).send(formatMessage(output.message), () => this.handle({ type: "transportFailed" }));
        return;
      case "passUp":
        return;
      case "failed":
        this.events?.ended(output.cause);
        this.events = null;
        return;
      case "terminated":
        this.#alarm.stop();
        this.#onTerminated();
        this.events?.ended(null);
        this.events = null;
        return;
      default:
        assertNever(output);
    }
  }
}
