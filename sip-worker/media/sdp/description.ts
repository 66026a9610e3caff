/** A session description (RFC 8866), as far as audio calls need it. */

/** Seen from the party that wrote the description. */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

export interface PayloadFormat {
  payloadType: number;
  /** Upper case, as in `a=rtpmap` or by the static table of RFC 3551. */
  encoding: string;
  /** Hz of the RTP timestamps. */
  clockRate: number;
}

export interface MediaDescription {
  /** "audio", "video", "image" ... */
  kind: string;
  /** 0 = refused or ended (RFC 3264 5.1, 8.2). */
  port: number;
  /** "RTP/AVP", "RTP/SAVP", "udptl" ... as written. */
  transport: string;
  /** The formats of the m= line as written, at least one. */
  formats: string[];
  /** The formats that an rtpmap or RFC 3551 explains, in the order of the m= line. */
  payloads: PayloadFormat[];
  /** Of this medium, or else of the session; as written (it may be a name or IPv6). */
  address: string;
  direction: Direction;
}

export interface SessionDescription {
  media: MediaDescription[];
}
