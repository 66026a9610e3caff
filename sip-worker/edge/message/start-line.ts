/** Request line and status line (RFC 3261 7.1, 7.2). */
import { isDigits, isToken } from "./characters.ts";
import { limits } from "./limits.ts";
import { isUri, uriScheme } from "./uri.ts";

export type StartLineFault = "badStartLine" | "badVersion" | "unknownScheme" | "badRequestUri" | "requestUriTooLong" | "badStatus";
export type StartLine =
  | { readonly kind: "request"; readonly method: string; readonly uri: string; readonly fault: StartLineFault | null }
  | { readonly kind: "response"; readonly status: number; readonly reason: string; readonly fault: StartLineFault | null }
  | { readonly kind: "garbage" };

const carriedSchemes = new Set(["sip", "sips", "tel", "urn"]);

export function parseStartLine(line: string): StartLine {
  return line.slice(0, 4).toUpperCase() === "SIP/" ? parseStatusLine(line) : parseRequestLine(line);
}

/** The reason may be empty, and its space may be missing. */
function parseStatusLine(line: string): StartLine {
  const code = line.slice(8, 11);
  const wellFormed = line.slice(0, 8).toUpperCase() === "SIP/2.0 " && isDigits(code) && (line.length === 11 || line[11] === " ");
  const status = wellFormed ? Number(code) : 0;
  return { kind: "response", status, reason: line.slice(12), fault: status >= 100 && status <= 699 ? null : "badStatus" };
}

function parseRequestLine(line: string): StartLine {
  const methodEnd = line.indexOf(" ");
  const version = line.trimEnd();
  const versionStart = version.lastIndexOf(" ") + 1;
  const method = line.slice(0, methodEnd);
  if (methodEnd < 1 || versionStart <= methodEnd || !isToken(method) || !isVersion(version.slice(versionStart))) return { kind: "garbage" };
  const uri = line.slice(methodEnd + 1, versionStart - 1);
  return { kind: "request", method, uri, fault: requestLineFault(uri, line.slice(versionStart)) };
}

function requestLineFault(uri: string, version: string): StartLineFault | null {
  if (!isVersion(version)) return "badStartLine";
  if (version.toUpperCase() !== "SIP/2.0") return "badVersion";
  if (uri.length > limits.requestUriBytes) return "requestUriTooLong";
  const scheme = uriScheme(uri);
  if (scheme === null) return "badRequestUri";
  if (!carriedSchemes.has(scheme)) return "unknownScheme";
  return isUri(uri) ? null : "badRequestUri";
}

/** `SIP/` digits `.` digits, as a peer of another version would write it. */
function isVersion(text: string): boolean {
  const dot = text.indexOf(".");
  return text.slice(0, 4).toUpperCase() === "SIP/" && text.length < 16 && isDigits(text.slice(4, dot)) && isDigits(text.slice(dot + 1));
}
