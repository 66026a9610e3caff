/** INVITE server transaction: RFC 3261 17.2.1 with the accepted state of RFC 6026 7.1. */
import type { SipRequest, SipResponse } from "../message/message.ts";
import { assertNever } from "./assert-never.ts";
import { earlier, type TransactionSettings, timeoutMs } from "./timers.ts";
import type { ServerInput, ServerMachine, TransactionOutput } from "./transaction.ts";

type State = "proceeding" | "completed" | "confirmed" | "accepted" | "terminated";

export class InviteServerTransaction implements ServerMachine {
  #state: State = "proceeding";
  readonly #settings: TransactionSettings;
  #lastResponse: SipResponse | null = null;
  /** Timer G. */
  #resendAt: number | null = null;
  #resendInterval: number;
  /** Timers H, I, L: each belongs to one state only. */
  #endAt: number | null = null;

  constructor(settings: TransactionSettings) {
    this.#settings = settings;
    this.#resendInterval = settings.timers.t1;
  }

  get state(): State {
    return this.#state;
  }

  deadline(): number | null {
    return earlier(this.#resendAt, this.#endAt);
  }

  handle(input: ServerInput, now: number): TransactionOutput[] {
    switch (input.type) {
      case "requestRepeated":
        return this.#onRepetition();
      case "ackReceived":
        return this.#onAck(input.ack, now);
      case "respond":
        return this.#respond(input.response, now);
      case "transportFailed":
        return this.#state === "completed" ? this.#fail("transport") : [];
      case "timerFired":
        return this.#onTimer(now);
      default:
        return assertNever(input);
    }
  }

  #onRepetition(): TransactionOutput[] {
    // In "accepted" the dialog layer repeats the 2xx by its own timer until the ACK (RFC 6026 7.1).
    const answers = this.#state === "proceeding" || this.#state === "completed";
    return answers && this.#lastResponse ? [{ type: "send", message: this.#lastResponse }] : [];
  }

  #onAck(ack: SipRequest, now: number): TransactionOutput[] {
    if (this.#state === "accepted") return [{ type: "passUp", message: ack }];
    if (this.#state !== "completed") return [];
    this.#resendAt = null;
    if (this.#settings.reliable) return this.#terminate();
    this.#state = "confirmed";
    this.#endAt = now + this.#settings.timers.t4;
    return [];
  }

  #respond(response: SipResponse, now: number): TransactionOutput[] {
    if (this.#state === "accepted") return response.status < 200 || response.status > 299 ? [] : [{ type: "send", message: response }];
    if (this.#state !== "proceeding") return [];
    this.#lastResponse = response;
    if (response.status >= 300) this.#complete(now);
    else if (response.status >= 200) this.#accept(now);
    return [{ type: "send", message: response }];
  }

  #complete(now: number): void {
    this.#state = "completed";
    this.#endAt = now + timeoutMs(this.#settings.timers);
    this.#resendAt = this.#settings.reliable ? null : now + this.#resendInterval;
  }

  #accept(now: number): void {
    this.#state = "accepted";
    this.#endAt = now + timeoutMs(this.#settings.timers);
  }

  #onTimer(now: number): TransactionOutput[] {
    if (this.#endAt !== null && now >= this.#endAt) return this.#state === "completed" ? this.#fail("timeout") : this.#terminate();
    if (this.#resendAt === null || now < this.#resendAt || !this.#lastResponse) return [];
    this.#resendInterval = Math.min(this.#resendInterval * 2, this.#settings.timers.t2);
    this.#resendAt += this.#resendInterval;
    return [{ type: "send", message: this.#lastResponse }];
  }

  #fail(cause: "timeout" | "transport"): TransactionOutput[] {
    return [{ type: "failed", cause }, ...this.#terminate()];
  }

  #terminate(): TransactionOutput[] {
    if (this.#state === "terminated") return [];
    this.#state = "terminated";
    this.#resendAt = null;
    this.#endAt = null;
    return [{ type: "terminated" }];
  }
}
