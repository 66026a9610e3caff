/** A customer whom we have called, as a caller: when he is passed on he may wait in a queue, or talk with somebody else. */
import type { IncomingCall, Leg } from "../ports/signaling.ts";
import type { CallLogStart } from "./call-log.ts";

/** Of the record of the call that was made to him. */
export function calledCustomer(leg: Leg, { organisationId, callerNumber, dialledNumber }: CallLogStart): IncomingCall {
  return {
    sipCallId: leg.sipCallId,
    dialled: callerNumber ?? "",
    caller: { kind: "trunk", organisationId, trunkId: "", number: dialledNumber, name: null },
    phoneAddress: null,
    offer: null,
    onCancelled: () => {},
    ringing: () => {},
    progress: () => {},
    answer: async () => leg,
    reject: () => {},
  };
}
