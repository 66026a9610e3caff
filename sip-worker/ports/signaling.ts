/**
 * What the sessions ask of SIP. Behind it: `signaling/`, drachtio-srf over the embedded edge or a drachtio-server. SDP bodies
 * pass through as text; what is in them is the media engine's business.
 */
import type { RingResult } from "../../lib/domain/call.ts";
import type { DeviceKind } from "../../lib/domain/group/members.ts";

/** Who calls, as far as it was proved: by digest, or by the address of a configured trunk. */
export type Caller =
  | { kind: "user"; organisationId: string; userId: string }
  | { kind: "trunk"; organisationId: string; trunkId: string; number: string | null; name: string | null };

export type RejectStatus = 400 | 403 | 404 | 480 | 486 | 488 | 500 | 503;

/** Why an end of ours happens, told to the other side in `Reason` (RFC 3326). */
export type EndReason = "normal" | "answeredElsewhere" | "timeout" | "callerLeft" | "mediaTimeout" | "shutdown" | "error";

/** Our side of one dialog. */
export interface Leg {
  readonly sipCallId: string;
  /** The other side's hang-up, or the loss of the dialog. Told once, never after `end`. */
  onEnded(listener: () => void): void;
  /** A re-INVITE: its offer (null = it asks for ours) is answered by the SDP returned; null refuses it with 488. */
  onReoffer(answer: (offer: string | null) => string | null): void;
  /** Idempotent. */
  end(reason: EndReason): void;
}

export interface IncomingCall {
  readonly sipCallId: string;
  /** User part of the Request-URI, unescaped. */
  readonly dialled: string;
  readonly caller: Caller;
  /** Null: the caller asks for our offer (RFC 3264 late offer). */
  readonly offer: string | null;
  /** The caller gave up before the answer. Told once. */
  onCancelled(listener: () => void): void;
  /** 200 OK. Null when the caller was gone first. `onAnswer` gets the SDP of the ACK after a late offer. */
  answer(sdp: string, onAnswer?: (sdp: string) => void): Promise<Leg | null>;
  /** Only the first answer or refusal counts. */
  reject(status: RejectStatus, headers?: Record<string, string>): void;
}

/** One phone of a member, or his mobile behind a trunk. */
export interface RingTarget {
  kind: DeviceKind;
  /** Request-URI. */
  uri: string;
  /** Next hop, `sip:address:port;transport=…`. */
  route: string;
}

export interface RingRequest {
  target: RingTarget;
  offer: string;
  /** What the phone shows. */
  from: { number: string; name: string };
}

export type RingAnswer =
  | { answered: true; leg: Leg; sdp: string }
  | { answered: false; result: Extract<RingResult, "busy" | "declined" | "unreachable" | "failed">; status: number };

export interface OutgoingRing {
  /** Settles once. A ring that was cancelled settles as not answered; a late 200 is ended by the adapter. */
  readonly answer: Promise<RingAnswer>;
  onRinging(listener: () => void): void;
  /** Idempotent. */
  cancel(reason: EndReason): void;
}

export interface Signaling {
  onIncoming(listener: (call: IncomingCall) => void): void;
  /** Devices of the user that can be rung at this moment, by phone registration and trunk state. */
  targets(userId: string): RingTarget[];
  /** A phone registered or went, a trunk came or went: ask `targets` again. */
  onTargetsChanged(listener: (userId: string) => void): void;
  ring(request: RingRequest): OutgoingRing;
}
