/** INVITE client transaction: RFC 3261 17.1.1 with the accepted state of RFC 6026 7.2. */
import { header, headerValue, type SipRequest, type SipResponse } from "../message/message.ts";
import { assertNever } from "./assert-never.ts";
import { earlier, type TransactionSettings, timeoutMs } from "./timers.ts";
import type { ClientInput, ClientMachine, TransactionOutput } from "./transaction.ts";

type State = "calling" | "proceeding" | "completed" | "accepted" | "terminated";

export class InviteClientTransaction implements ClientMachine {
  #state: State = "calling";
  readonly #invite: SipRequest;
  readonly #settings: TransactionSettings;
  /** Timer A. */
  #resendAt: number | null;
  #resendInterval: number;
  /** Timers B, D, M, and the limit after a CANCEL: each belongs to one state only. */
  #endAt: number | null;
  #ack: SipRequest | null = null;

  static start(invite: SipRequest, settings: TransactionSettings, now: number) {
    return {
      transaction: new InviteClientTransaction(invite, settings, now),
      outputs: [{ type: "send", message: invite }] as TransactionOutput[],
    };
  }

  private constructor(invite: SipRequest, settings: TransactionSettings, now: number) {
    this.#invite = invite;
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
        return this.#state === "calling" || this.#state === "proceeding" ? this.#fail("transport") : [];
      case "cancelled":
        if (this.#state === "proceeding") this.#endAt ??= now + timeoutMs(this.#settings.timers);
        return [];
      case "timerFired":
        return this.#onTimer(now);
      default:
        return assertNever(input);
    }
  }

  #onResponse(response: SipResponse, now: number): TransactionOutput[] {
    switch (this.#state) {
      case "calling":
      case "proceeding":
        if (response.status < 200) return this.#onProvisional(response);
        return response.status < 300 ? this.#accept(response, now) : this.#complete(response, now);
      case "completed":
        return response.status >= 300 && this.#ack ? [{ type: "send", message: this.#ack }] : [];
      case "accepted":
        // A forked or repeated 2xx belongs to the dialog layer, which answers each with its own ACK (RFC 6026 7.2).
        return response.status >= 200 && response.status < 300 ? [{ type: "passUp", message: response }] : [];
      case "terminated":
        return [];
      default:
        return assertNever(this.#state);
    }
  }

  #onProvisional(response: SipResponse): TransactionOutput[] {
    if (this.#state === "calling") {
      this.#state = "proceeding";
      this.#resendAt = null;
      this.#endAt = null;
    }
    return [{ type: "passUp", message: response }];
  }

  #accept(response: SipResponse, now: number): TransactionOutput[] {
    this.#state = "accepted";
    this.#resendAt = null;
    this.#endAt = now + timeoutMs(this.#settings.timers);
    return [{ type: "passUp", message: response }];
  }

  #complete(response: SipResponse, now: number): TransactionOutput[] {
    this.#ack = ackForFailure(this.#invite, response);
    this.#resendAt = null;
    const outputs: TransactionOutput[] = [
      { type: "send", message: this.#ack },
      { type: "passUp", message: response },
    ];
    if (this.#settings.reliable) return [...outputs, ...this.#terminate()];
    this.#state = "completed";
    this.#endAt = now + Math.max(32_000, timeoutMs(this.#settings.timers));
    return outputs;
  }

  #onTimer(now: number): TransactionOutput[] {
    if (this.#endAt !== null && now >= this.#endAt) {
      return this.#state === "calling" || this.#state === "proceeding" ? this.#fail("timeout") : this.#terminate();
    }
    if (this.#resendAt === null || now < this.#resendAt) return [];
    this.#resendInterval *= 2;
    this.#resendAt += this.#resendInterval;
    return [{ type: "send", message: this.#invite }];
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

/** The ACK of a final response above 2xx: hop by hop, on the INVITE's own branch (RFC 3261 17.1.1.3). */
export function ackForFailure(invite: SipRequest, response: SipResponse): SipRequest {
  const copied = (key: string) => invite.headers.filter((candidate) => candidate.key === key);
  const sequence = (headerValue(invite, "cseq") ?? "").split(" ")[0];
  return {
    kind: "request",
    method: "ACK",
    uri: invite.uri,
    headers: [
      ...copied("via").slice(0, 1),
      ...copied("route"),
      header("Max-Forwards", "70"),
      ...copied("from"),
      header("To", headerValue(response, "to") ?? headerValue(invite, "to") ?? ""),
      ...copied("call-id"),
      header("CSeq", `${sequence} ACK`),
    ],
    body: "",
  };
}
