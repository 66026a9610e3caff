/** Non-INVITE server transaction: RFC 3261 17.2.2. */
import type { SipResponse } from "../message/message.ts";
import { assertNever } from "./assert-never.ts";
import { type TransactionSettings, timeoutMs } from "./timers.ts";
import type { ServerInput, ServerMachine, TransactionOutput } from "./transaction.ts";

type State = "trying" | "proceeding" | "completed" | "terminated";

export class NonInviteServerTransaction implements ServerMachine {
  #state: State = "trying";
  readonly #settings: TransactionSettings;
  #lastResponse: SipResponse | null = null;
  /** Timer J; before a final response the limit after which nobody waits for one any more. */
  #endAt: number | null;

  constructor(settings: TransactionSettings, now: number) {
    this.#settings = settings;
    this.#endAt = now + 2 * timeoutMs(settings.timers);
  }

  get state(): State {
    return this.#state;
  }

  deadline(): number | null {
    return this.#endAt;
  }

  handle(input: ServerInput, now: number): TransactionOutput[] {
    switch (input.type) {
      case "requestRepeated":
        return this.#lastResponse ? [{ type: "send", message: this.#lastResponse }] : [];
      case "respond":
        return this.#respond(input.response, now);
      case "ackReceived":
      case "transportFailed":
        return [];
      case "timerFired":
        return this.#endAt !== null && now >= this.#endAt ? this.#terminate() : [];
      default:
        return assertNever(input);
    }
  }

  #respond(response: SipResponse, now: number): TransactionOutput[] {
    if (this.#state === "completed" || this.#state === "terminated") return [];
    this.#lastResponse = response;
    const send: TransactionOutput = { type: "send", message: response };
    if (response.status < 200) {
      this.#state = "proceeding";
      return [send];
    }
    if (this.#settings.reliable) return [send, ...this.#terminate()];
    this.#state = "completed";
    this.#endAt = now + timeoutMs(this.#settings.timers);
    return [send];
  }

  #terminate(): TransactionOutput[] {
    if (this.#state === "terminated") return [];
    this.#state = "terminated";
    this.#endAt = null;
    return [{ type: "terminated" }];
  }
}
