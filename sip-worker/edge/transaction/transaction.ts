/**
 * What the four machines of RFC 3261 17 (with RFC 6026) have in common. They are sans-IO: an input and the monotonic time go in,
 * outputs come back, `deadline()` tells when to put in `timerFired`. An input that means nothing in a state gives no output.
 */
import type { SipRequest, SipResponse } from "../message/message.ts";

export type TransactionOutput =
  | { readonly type: "send"; readonly message: SipRequest | SipResponse }
  /** A response for the transaction user (client) or an ACK of a 2xx (server). */
  | { readonly type: "passUp"; readonly message: SipRequest | SipResponse }
  | { readonly type: "failed"; readonly cause: "timeout" | "transport" }
  | { readonly type: "terminated" };

export type ClientInput =
  | { readonly type: "responseReceived"; readonly response: SipResponse }
  | { readonly type: "transportFailed" }
  /** A CANCEL was sent: the INVITE may not stay open for ever (RFC 3261 9.1). */
  | { readonly type: "cancelled" }
  | { readonly type: "timerFired" };

export type ServerInput =
  | { readonly type: "requestRepeated" }
  | { readonly type: "ackReceived"; readonly ack: SipRequest }
  | { readonly type: "respond"; readonly response: SipResponse }
  | { readonly type: "transportFailed" }
  | { readonly type: "timerFired" };

export interface Machine<Input> {
  handle(input: Input, now: number): TransactionOutput[];
  /** When `timerFired` is due; null: no timer runs. */
  deadline(): number | null;
}

export type ClientMachine = Machine<ClientInput>;
export type ServerMachine = Machine<ServerInput>;
