/** Requests that are well-formed but that nobody behind us could serve: extensions and bodies of unknown kinds (RFC 3261 8.2.2.3, 8.2.3). */
import { type Header, header, headerTokens, headerValue, headerValues, type SipRequest } from "./message.ts";

export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly headers: Header[];
}

/** Option tags that applications understand or that ask nothing of a user agent (IANA, SIP option tags). */
const knownExtensions = new Set(
  (
    "100rel timer replaces norefersub path outbound gruu siprec tdialog eventlist from-change histinfo join precondition pref privacy " +
    "resource-priority multiple-refer answermode early-session ice sdp-anat recipient-list-invite recipient-list-message nosub explicitsub " +
    "record-aware policy 199 trickle-ice uui sec-agree"
  ).split(" "),
);
/** Content types of an INVITE; anything else only with `handling=optional`. */
const inviteBodies = new Set([
  "application/sdp",
  "application/isup",
  "application/qsig",
  "application/pidf+xml",
  "application/rs-metadata+xml",
  "message/sipfrag",
]);

export function refusalOf(request: SipRequest): Refusal | null {
  return unknownExtension(request) ?? unknownBody(request);
}

function unknownExtension(request: SipRequest): Refusal | null {
  if (request.method === "CANCEL" || request.method === "ACK") return null;
  const written = headerValues(request, "require").flatMap((value) => value.split(",").map((tag) => tag.trim()));
  const unknown = written.filter((tag) => tag !== "" && !knownExtensions.has(tag.toLowerCase()));
  if (unknown.length === 0) return null;
  return { status: 420, reason: "unknownExtension", headers: [header("Unsupported", unknown.join(", "))] };
}

function unknownBody(request: SipRequest): Refusal | null {
  if (request.method !== "INVITE" || request.body === "") return null;
  const type = (headerValue(request, "content-type") ?? "application/sdp").split(";", 1)[0]!.trim().toLowerCase();
  if (inviteBodies.has(type) || type.startsWith("multipart/")) return null;
  if (headerTokens(request, "content-disposition").some((value) => value.includes("handling=optional"))) return null;
  return { status: 415, reason: "unknownBody", headers: [header("Accept", "application/sdp, multipart/mixed")] };
}
