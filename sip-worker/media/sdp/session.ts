/**
 * Our side of offer and answer (RFC 3264) for one dialog: keeps the version of our description, the payload types once agreed and
 * the order of the m= lines, which may never change within a dialog (RFC 3264 8).
 */
import { type AddressRules, isForbidden, type RemoteAudio, understandAudio } from "./audio.ts";
import type { Direction, MediaDescription, SessionDescription } from "./description.ts";
import { parseSdp } from "./parse.ts";

export type Refusal = "malformed" | "noCommonCodec" | "forbiddenAddress";
export type AnswerOutcome = { ok: true; sdp: string; remote: RemoteAudio } | { ok: false; refusal: Refusal };
export type AcceptOutcome = { ok: true; remote: RemoteAudio } | { ok: false; refusal: Refusal };

export interface SdpSessionOptions {
  /** `o=` session id: any number, the same for the dialog's life. */
  sessionId: number;
  /** Where we receive RTP. */
  port: number;
  rules: AddressRules;
}

/** One m= line of ours: the audio in use, or a refused one that keeps its place. */
type OwnMedia = { use: "audio" } | { use: "refused"; kind: string; transport: string; format: string };

const defaultDtmfPayloadType = 101;
const answerDirection: Record<Direction, Direction> = {
  sendrecv: "sendrecv",
  sendonly: "recvonly",
  recvonly: "sendonly",
  inactive: "inactive",
};

export class SdpSession {
  readonly #options: SdpSessionOptions;
  #media: OwnMedia[] = [{ use: "audio" }];
  #dtmfPayloadType = defaultDtmfPayloadType;
  #transport = "RTP/AVP";
  #version = 0;
  #lastBody = "";

  constructor(options: SdpSessionOptions) {
    this.#options = options;
  }

  /** Both G.711 laws and events, in the same order of media as ever. */
  offer(): string {
    const dtmf = this.#dtmfPayloadType;
    return this.#write([8, 0, dtmf], [...voiceMap(8, "PCMA"), ...voiceMap(0, "PCMU"), ...eventMap(dtmf)], "sendrecv");
  }

  /** Nothing changes when the offer is refused (RFC 3261 14.1: the session goes on as before). */
  answer(offer: string): AnswerOutcome {
    const description = parseSdp(offer);
    if (!description || description.media.length === 0) return { ok: false, refusal: "malformed" };
    const chosen = this.#choose(description);
    if (!chosen.ok) return chosen;
    this.#media = description.media.map((media, index) => (index === chosen.index ? { use: "audio" } : refused(media)));
    const media = description.media[chosen.index]!;
    this.#transport = media.transport;
    this.#dtmfPayloadType = chosen.remote.dtmfPayloadType ?? this.#dtmfPayloadType;
    return { ok: true, sdp: this.#writeAnswer(chosen.remote, media.direction), remote: chosen.remote };
  }

  /** The answer must have as many m= lines as our offer, and ours in its place. */
  accept(answer: string): AcceptOutcome {
    const description = parseSdp(answer);
    if (!description || description.media.length !== this.#media.length) return { ok: false, refusal: "malformed" };
    const index = this.#media.findIndex((media) => media.use === "audio");
    const remote = understandAudio(description.media[index]!);
    if (!remote) return { ok: false, refusal: "noCommonCodec" };
    if (isForbidden(remote, this.#options.rules)) return { ok: false, refusal: "forbiddenAddress" };
    return { ok: true, remote: { ...remote, incoming: this.#allOffered(remote) } };
  }

  #choose(description: SessionDescription): { ok: true; index: number; remote: RemoteAudio } | { ok: false; refusal: Refusal } {
    let refusal: Refusal = "noCommonCodec";
    for (const [index, media] of description.media.entries()) {
      const remote = understandAudio(media);
      if (remote && !isForbidden(remote, this.#options.rules)) return { ok: true, index, remote };
      if (remote) refusal = "forbiddenAddress";
    }
    return { ok: false, refusal };
  }

  /** One voice codec only, so that the party does not change in mid-call; payload types as in the offer (RFC 3264 6.1). */
  #writeAnswer(remote: RemoteAudio, offered: Direction): string {
    const { payloadType, codec, dtmfPayloadType } = remote;
    const dtmf = dtmfPayloadType === null ? [] : [dtmfPayloadType];
    const silent = offered === "sendrecv" && !remote.hears;
    const attributes = [...voiceMap(payloadType, codec), ...dtmf.flatMap(eventMap)];
    return this.#write([payloadType, ...dtmf], attributes, silent ? "recvonly" : answerDirection[offered]);
  }

  /** What we offered may come, whichever of it the answer names first. */
  #allOffered(remote: RemoteAudio): RemoteAudio["incoming"] {
    const offered: RemoteAudio["incoming"] = [
      [8, "PCMA"],
      [0, "PCMU"],
      [this.#dtmfPayloadType, "dtmf"],
    ];
    return [...remote.incoming, ...offered.filter(([type]) => !remote.incoming.some(([known]) => known === type))];
  }

  #write(payloadTypes: number[], attributes: string[], direction: Direction): string {
    const { rules, port, sessionId } = this.#options;
    const audio = [`m=audio ${port} ${this.#transport} ${payloadTypes.join(" ")}`, ...attributes, "a=ptime:20", `a=${direction}`];
    const media = this.#media.flatMap((own) => (own.use === "audio" ? audio : `m=${own.kind} 0 ${own.transport} ${own.format}`));
    const body = ["s=-", `c=IN IP4 ${rules.ownAddress}`, "t=0 0", ...media, ""].join("\r\n");
    if (body !== this.#lastBody) this.#version++;
    this.#lastBody = body;
    return `v=0\r\no=- ${sessionId} ${this.#version} IN IP4 ${rules.ownAddress}\r\n${body}`;
  }
}

function refused(media: MediaDescription): OwnMedia {
  return { use: "refused", kind: media.kind, transport: media.transport, format: media.formats[0]! };
}

function voiceMap(payloadType: number, codec: string): string[] {
  return [`a=rtpmap:${payloadType} ${codec}/8000`];
}

function eventMap(payloadType: number): string[] {
  return [`a=rtpmap:${payloadType} telephone-event/8000`, `a=fmtp:${payloadType} 0-15`];
}
