/**
 * What the sessions ask of SIP. Behind it: `signaling/`, drachtio-srf over the embedded edge or a drachtio-server. SDP bodies
 * pass through as text; what is in them is the media engine's business.
 */
import type { RingResult } from "../../lib/domain/call.ts";
import type { DeviceKind } from "../../lib/domain/group/members.ts";
import type { PhoneNumber } from "../../lib/domain/phone-number.ts";

/** Who calls, as far as it was proved: by digest, or by the address of a configured trunk. */
export type Caller =
  | { kind: "user"; organisationId: string; userId: string }
  | { kind: "trunk"; organisationId: string; trunkId: string; number: string | null; name: string | null };

export type RejectStatus = 400 | 403 | 404 | 408 | 480 | 486 | 488 | 500 | 503 | 603;

/** Why an end of ours happens, told to the other side in `Reason` (RFC 3326). */
export type EndReason = "normal" | "answeredElsewhere" | "timeout" | "callerLeft" | "mediaTimeout" | "shutdown" | "error";

/** A REFER of the other side (RFC 3515): accepted, followed by what came of it, or refused. */
export interface TransferRequest {
  /** User part of the Refer-To, as it was written. */
  readonly to: string;
  /** Call-ID of the dialog that the transfer target is to take over (RFC 3891); null = blind. */
  readonly replaces: string | null;
  /** 202; then tell `done` once. */
  accept(): void;
  /** The final status that the one who transfers is told (RFC 3515 2.4.5); 200 = the transfer has happened. */
  done(status: 200 | 403 | 404 | 480 | 486 | 603): void;
  /** 603, or 403 for a number that may not be called. */
  refuse(status: 403 | 404 | 603): void;
}

/** Our side of one dialog. */
export interface Leg {
  readonly sipCallId: string;
  /** The other side's hang-up, or the loss of the dialog. Told once, never after `end`. */
  onEnded(listener: () => void): void;
  /** A re-INVITE: its offer (null = it asks for ours) is answered by the SDP returned; null refuses it with 488. */
  onReoffer(answer: (offer: string | null) => string | null): void;
  /** A key told by SIP INFO (`application/dtmf-relay`): 0-9 * # A-D. */
  onKey(listener: (key: string) => void): void;
  /** Without a listener a transfer is refused with 603. */
  onTransfer(listener: (request: TransferRequest) => void): void;
  /** Idempotent. */
  end(reason: EndReason): void;
}

export interface IncomingCall {
  readonly sipCallId: string;
  /** User part of the Request-URI, as dialled in Finland. */
  readonly dialled: string;
  readonly caller: Caller;
  /** Where its SIP came from; null from a trunk, whose SDP is taken as it is. */
  readonly phoneAddress: string | null;
  /** Null: the caller asks for our offer (RFC 3264 late offer). */
  readonly offer: string | null;
  /** The caller gave up before the answer. Told once. */
  onCancelled(listener: () => void): void;
  /** 180, once; nothing after the answer. */
  ringing(): void;
  /** 183 with our SDP, once: from now on the caller hears what the other side plays before it answers. */
  progress(sdp: string): void;
  /** 200 OK. Null when the caller was gone first. `onAnswer` gets the SDP of the ACK after a late offer. */
  answer(sdp: string, onAnswer?: (sdp: string) => void): Promise<Leg | null>;
  /** Only the first answer or refusal counts. */
  reject(status: RejectStatus, headers?: Record<string, string>): void;
}

/** One phone of a member, his mobile behind a trunk, or a number outside. */
export interface RingTarget {
  kind: DeviceKind | "outside";
  /** Request-URI. */
  uri: string;
  /** Next hop, `sip:address:port;transport=…`. */
  route: string;
  /** Phones: where their SIP comes from. */
  phoneAddress?: string;
  /** The leg leaves the service: by which trunk, and the number that is charged. */
  outside?: { trunkId: string; number: string };
}

/** Who is shown where. Numbers as dialled in Finland; what a trunk is told in E.164 is the adapter's business. */
export interface CallPresentation {
  /** On a phone: the caller (null = withheld), and under which name. */
  number: string | null;
  name: string;
  /** Phones are told which group rings them (Alert-Info, Call-Info). */
  group: string | null;
  /** On a mobile or outside: one number, with a tag perhaps; null = withheld. */
  outsideNumber: string | null;
  /** A number that the organisation owns, for the operator (RFC 3325); null when there is none. */
  ownNumber: string | null;
  /** The call came to this number and was sent on (RFC 5806, RFC 7044). */
  forwarded: { from: string; reason: "unconditional" | "no-answer" | "unavailable" } | null;
}

export interface RingRequest {
  target: RingTarget;
  offer: string;
  from: CallPresentation;
}

export type RingAnswer =
  | { answered: true; leg: Leg; sdp: string }
  | { answered: false; result: Extract<RingResult, "busy" | "declined" | "unreachable" | "failed">; status: number };

export interface OutgoingRing {
  /** Settles once. A ring that was cancelled settles as not answered; a late 200 is ended by the adapter. */
  readonly answer: Promise<RingAnswer>;
  /** It said so itself (180). */
  onRinging(listener: () => void): void;
  /** SDP of a 183: it can be heard before it answers. */
  onEarlyMedia(listener: (sdp: string) => void): void;
  /** Idempotent. */
  cancel(reason: EndReason): void;
}

export type DeviceTarget = RingTarget & { kind: DeviceKind };

export interface Signaling {
  onIncoming(listener: (call: IncomingCall) => void): void;
  /** Devices of the user that can be rung at this moment, by phone registration and trunk state. */
  targets(userId: string): DeviceTarget[];
  /** The way to a number outside, by a trunk of the organisation that answers; null = no such trunk now. */
  outside(organisationId: string, number: PhoneNumber): RingTarget | null;
  /** A phone registered or went, a trunk came or went: ask `targets` again. */
  onTargetsChanged(listener: (userId: string) => void): void;
  ring(request: RingRequest): OutgoingRing;
}
