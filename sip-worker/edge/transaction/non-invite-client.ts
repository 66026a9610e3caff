/** Non-INVITE client transaction: RFC 3261 17.1.2. */
import type { SipRequest, SipResponse } from "../message/message.ts";
import { assertNever } from "./assert-never.ts";
import { earlier, type TransactionSettings, timeoutMs } from "./timers.ts";
import type { ClientInput, ClientMachine, TransactionOutput } from "./transaction.ts";

type State = "trying" | "proceeding" | "completed" | "terminated";

export class NonInviteClientTransaction implements ClientMachine {
  #state: State = "trying";
  readonly #request: SipRequest;
  readonly #settings: TransactionSettings;
  /** Timer E. */
  #resendAt: number | null;
  #resendInterval: number;
  /** Timer F, then K. */
  #endAt: number | null;

  static start(request: SipRequest, settings: TransactionSettings, now: number) {
    return {
      transaction: new NonInviteClientTransaction(request, settings, now),
      outputs: [{ type: "send", message: request }] as TransactionOutput[],
    };
  }

  private constructor(request: SipRequest, settings: TransactionSettings, now: number) {
    this.#request = request;
    this.#settings = settings;
    this.#resendInterval = settings.timers.t1;
    this.#resendAt = settings.reliable ? null : now + settings.timers.t1;
    this.#endAt = now + timeoutMs(settings.timers);
  }

  get state(): State {
    return this.#state;
  }

  deadline(): number | null {
    return earlier(this.#resendAt, this.#endAt);
  }

  handle(input: ClientInput, now: number): TransactionOutput[] {
    switch (input.type) {
      case "responseReceived":
        return this.#onResponse(input.response, now);
      case "transportFailed":
        return this.#state === "completed" || this.#state === "terminated" ? [] : this.#fail("transport");
      case "cancelled":
        return [];
      case "timerFired":
        return this.#onTimer(now);
      default:
        return assertNever(input);
    }
  }

  #onResponse(response: SipResponse, now: number): TransactionOutput[] {
    if (this.#state === "completed" || this.#state === "terminated") return [];
    const passUp: TransactionOutput = { type: "passUp", message: response };
    if (response.status < 200) {
      this.#state = "proceeding";
      return [passUp];
    }
    this.#resendAt = null;
    if (this.#settings.reliable) return [passUp, ...this.#terminate()];
    this.#state = "completed";
    this.#endAt = now + this.#settings.timers.t4;
    return [passUp];
  }

  #onTimer(now: number): TransactionOutput[] {
    if (this.#endAt !== null && now >= this.#endAt) return this.#state === "completed" ? this.#terminate() : this.#fail("timeout");
    if (this.#resendAt === null || now < this.#resendAt) return [];
    const { t2 } = this.#settings.timers;
    this.#resendInterval = this.#state === "proceeding" ? t2 : Math.min(this.#resendInterval * 2, t2);
    this.#resendAt += this.#resendInterval;
    return [{ type: "send", message: this.#request }];
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
