/**
 * SDP read strictly (RFC 8866 9) in one pass: time and memory are linear in the text, and the text is limited. What calls do not
 * need (attributes, bandwidth, keys) is checked for form only.
 */
import type { Direction, MediaDescription, PayloadFormat, SessionDescription } from "./description.ts";
import { isToken, parseDecimal } from "./token.ts";

export const sdpLimits = { bytes: 16_384, lines: 512, lineBytes: 1_024, media: 16, formats: 64 };

/** RFC 3551 6: only what a phone may send without an rtpmap. */
const staticPayloads = new Map<number, PayloadFormat>([
  [0, { payloadType: 0, encoding: "PCMU", clockRate: 8000 }],
  [8, { payloadType: 8, encoding: "PCMA", clockRate: 8000 }],
]);
const directions = new Set<string>(["sendrecv", "sendonly", "recvonly", "inactive"]);
const lineTypes = "vosiuepcbtrzkam";

interface Section {
  address: string | null;
  direction: Direction | null;
}

interface MediaSection extends Section {
  kind: string;
  port: number;
  transport: string;
  formats: string[];
  maps: Map<string, PayloadFormat | null>;
}

/** Null when the text is not SDP that we can act on. */
export function parseSdp(text: string): SessionDescription | null {
  const lines = splitLines(text);
  if (lines?.[0] !== "v=0" || !isOrigin(lines[1])) return null;
  const session: Section = { address: null, direction: null };
  const media: MediaSection[] = [];
  for (const line of lines.slice(2)) {
    if (!readLine(line, session, media)) return null;
  }
  return describe(session, media);
}

/** Lines end in CRLF; a bare LF is taken too (RFC 8866 5). Null over a limit or where something is no `type=value`. */
function splitLines(text: string): string[] | null {
  if (text.length > sdpLimits.bytes) return null;
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  while (lines.at(-1) === "") lines.pop();
  const wellFormed = lines.length <= sdpLimits.lines && lines.every(isLine);
  return wellFormed ? lines : null;
}

function isLine(line: string): boolean {
  if (line.length < 2 || line.length > sdpLimits.lineBytes) return false;
  if (!lineTypes.includes(line[0]!) || line[1] !== "=") return false;
  return !line.includes("\0") && !line.includes("\r");
}

/** `o=<username> <sess-id> <sess-version> IN IP4|IP6 <address>` */
function isOrigin(line: string | undefined): boolean {
  if (!line?.startsWith("o=")) return false;
  const fields = line.slice(2).split(" ");
  return fields.length === 6 && fields.every((field) => field !== "") && isDigits(fields[1]!) && isDigits(fields[2]!) && fields[3] === "IN";
}

function readLine(line: string, session: Section, media: MediaSection[]): boolean {
  const value = line.slice(2);
  const section = media.at(-1) ?? session;
  switch (line[0]) {
    case "m":
      return readMedia(value, media);
    case "c":
      return readConnection(value, section);
    case "a":
      return readAttribute(value, section);
    case "v":
    case "o":
      return false;
    default:
      return true;
  }
}

/** `<media> <port>[/<count>] <proto> <fmt> ...` */
function readMedia(value: string, media: MediaSection[]): boolean {
  const [kind = "", portText = "", transport = "", ...formats] = value.trimEnd().split(" ");
  const [portDigits = "", count, ...rest] = portText.split("/");
  const port = parseDecimal(portDigits, 65_535);
  if (!isToken(kind) || port === null || transport === "" || rest.length > 0) return false;
  if (count !== undefined && parseDecimal(count, 65_535) === null) return false;
  if (formats.length === 0 || formats.length > sdpLimits.formats || !formats.every(isToken)) return false;
  if (media.length === sdpLimits.media) return false;
  media.push({ kind, port, transport, formats, maps: new Map(), address: null, direction: null });
  return true;
}

/** `IN IP4|IP6 <address>[/<ttl>]`; a second one in the same section would be layered multicast, which no phone sends. */
function readConnection(value: string, section: Section): boolean {
  const [network, family, address, ...rest] = value.trimEnd().split(" ");
  if (network !== "IN" || (family !== "IP4" && family !== "IP6") || !address || rest.length > 0) return false;
  if (section.address !== null) return false;
  section.address = address;
  return true;
}

function readAttribute(value: string, section: Section): boolean {
  if (directions.has(value)) section.direction = value as Direction;
  if (value.startsWith("rtpmap:") && "maps" in section) return readRtpmap(value.slice(7), section as MediaSection);
  return true;
}

/** `<payload type> <encoding>/<clock rate>[/<channels>]`. Only one channel is understood; others are marked as unknown. */
function readRtpmap(value: string, section: MediaSection): boolean {
  const [typeText = "", mapping = "", ...rest] = value.trim().split(" ");
  const payloadType = parseDecimal(typeText, 127);
  const [encoding = "", rateText = "", channels = "1"] = mapping.split("/");
  const clockRate = parseDecimal(rateText, 1_000_000);
  if (payloadType === null || !isToken(encoding) || clockRate === null || rest.length > 0) return false;
  section.maps.set(typeText, channels === "1" ? { payloadType, encoding: encoding.toUpperCase(), clockRate } : null);
  return true;
}

/** Every medium in use needs an address of its own or of the session (RFC 8866 5.7). */
function describe(session: Section, sections: MediaSection[]): SessionDescription | null {
  const media: MediaDescription[] = [];
  for (const section of sections) {
    const address = section.address ?? session.address;
    if (address === null && section.port !== 0) return null;
    media.push({
      kind: section.kind,
      port: section.port,
      transport: section.transport,
      formats: section.formats,
      payloads: payloadsOf(section),
      address: address ?? "",
      direction: section.direction ?? session.direction ?? "sendrecv",
    });
  }
  return { media };
}

function payloadsOf(section: MediaSection): PayloadFormat[] {
  const payloads = section.formats.map((format) => {
    const mapped = section.maps.get(format);
    return mapped === undefined ? staticPayloads.get(parseDecimal(format, 127) ?? -1) : mapped;
  });
  return payloads.filter((payload) => payload !== null && payload !== undefined);
}

function isDigits(text: string): boolean {
  return parseDecimal(text, Number.POSITIVE_INFINITY) !== null;
}
