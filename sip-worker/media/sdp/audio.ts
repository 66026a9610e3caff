/** What offer and answer (RFC 3264) settle about the one audio stream of a call, and where it may be. */
import { addressKind } from "./address.ts";
import type { MediaDescription, PayloadFormat } from "./description.ts";

export type AudioCodec = "PCMA" | "PCMU";
/** What an incoming payload type means. */
export type PayloadMeaning = AudioCodec | "dtmf";

/** The other party's side of the stream, after offer and answer. */
export interface RemoteAudio {
  address: string;
  port: number;
  /** What we send, with the payload type that the party wants for it. */
  codec: AudioCodec;
  payloadType: number;
  /** Payload type of RFC 4733 events that we may send; null when the party does not take them. */
  dtmfPayloadType: number | null;
  /** Payload types that the party may send. */
  incoming: [payloadType: number, meaning: PayloadMeaning][];
  /** The party wants to hear something: we may send. */
  hears: boolean;
  /** The party may send. */
  speaks: boolean;
}

export interface AddressRules {
  /** The address of our own RTP, as in our SDP. */
  ownAddress: string;
  /** Loopback is a phone in tests and in demo mode only. */
  allowLoopback: boolean;
  /** Ports of our own services: never RTP, at our own address or on loopback. */
  forbiddenPorts: readonly number[];
}

export type AudioRefusal = "noCommonCodec" | "forbiddenAddress";

const transports = new Set(["RTP/AVP", "RTP/AVPF"]);

/** Null if this medium is no audio stream that we can carry. */
export function understandAudio(media: MediaDescription): RemoteAudio | null {
  if (media.kind !== "audio" || media.port === 0 || !transports.has(media.transport)) return null;
  const voice = media.payloads.find((payload) => meaningOf(payload) === "PCMA" || meaningOf(payload) === "PCMU");
  if (!voice) return null;
  const events = media.payloads.find((payload) => meaningOf(payload) === "dtmf");
  const onHold = addressKind(media.address) === "unspecified";
  return {
    address: media.address,
    port: media.port,
    codec: meaningOf(voice) as AudioCodec,
    payloadType: voice.payloadType,
    dtmfPayloadType: events?.payloadType ?? null,
    incoming: incomingOf(media.payloads),
    hears: !onHold && (media.direction === "sendrecv" || media.direction === "recvonly"),
    speaks: media.direction === "sendrecv" || media.direction === "sendonly",
  };
}

/** 0.0.0.0 is no refusal: it means hold (RFC 3264 8.4). */
export function isForbidden(remote: RemoteAudio, rules: AddressRules): boolean {
  const kind = addressKind(remote.address);
  if (kind === "forbidden" || (kind === "loopback" && !rules.allowLoopback)) return true;
  const ourMachine = kind === "loopback" || remote.address === rules.ownAddress;
  return ourMachine && rules.forbiddenPorts.includes(remote.port);
}

function meaningOf(payload: PayloadFormat): PayloadMeaning | null {
  if (payload.clockRate !== 8000) return null;
  if (payload.encoding === "PCMA" || payload.encoding === "PCMU") return payload.encoding;
  return payload.encoding === "TELEPHONE-EVENT" ? "dtmf" : null;
}

function incomingOf(payloads: PayloadFormat[]): RemoteAudio["incoming"] {
  return payloads.flatMap((payload) => {
    const meaning = meaningOf(payload);
    return meaning ? [[payload.payloadType, meaning] as [number, PayloadMeaning]] : [];
  });
}
