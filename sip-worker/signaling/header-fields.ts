/** Reading and writing the few header fields that the worker looks into. Linear, and what is odd is null, never a guess. */

/** Splits at commas that stand outside quotes and angle brackets. */
export const splitList = (value: string): string[] => splitOutside(value, ",");

/** Without empty parts. */
function splitOutside(value: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let angle = false;
  for (let at = 0; at < value.length; at++) {
    const character = value[at];
    if (quoted && character === "\\") at++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === "<") angle = true;
    else if (!quoted && character === ">") angle = false;
    else if (!quoted && !angle && character === separator) {
      parts.push(value.slice(start, at).trim());
      start = at + 1;
    }
  }
  parts.push(value.slice(start).trim());
  return parts.filter((part) => part !== "");
}

export interface NameAddr {
  displayName: string | null;
  uri: string;
  parameters: Map<string, string>;
}

/** `"Name" <sip:user@host;transport=tcp>;expires=60`, also without brackets (then `;` begins a header parameter). */
export function parseNameAddr(value: string): NameAddr | null {
  const open = indexOutsideQuotes(value, "<");
  if (open < 0) {
    const end = value.indexOf(";");
    const uri = (end < 0 ? value : value.slice(0, end)).trim();
    return uri ? { displayName: null, uri, parameters: parseParameters(end < 0 ? "" : value.slice(end)) } : null;
  }
  const close = value.indexOf(">", open);
  if (close < 0) return null;
  const name = unquote(value.slice(0, open).trim());
  return { displayName: name || null, uri: value.slice(open + 1, close).trim(), parameters: parseParameters(value.slice(close + 1)) };
}

function indexOutsideQuotes(value: string, wanted: string): number {
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    if (quoted && value[at] === "\\") at++;
    else if (value[at] === '"') quoted = !quoted;
    else if (!quoted && value[at] === wanted) return at;
  }
  return -1;
}

/** `;name=value;flag`: names in lower case. */
export function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of splitOutside(text, ";")) {
    const equals = part.indexOf("=");
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (name) parameters.set(name, equals < 0 ? "" : unquote(part.slice(equals + 1).trim()));
  }
  return parameters;
}

function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}

/** As a quoted-string (RFC 3261 25.1), without control characters. */
export function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the header line
  return `"${text.replace(/[\u0000-\u001f\u007f]/g, " ").replace(/["\\]/g, "\\$&")}"`;
}

/** What was dialled, with its parameters (`;phone-context=+358`), from a SIP or tel URI; null without one. */
export function calledText(uri: string): string | null {
  if (/^tel:/i.test(uri)) return uri.slice(4);
  const start = uri.indexOf(":") + 1;
  const at = uri.indexOf("@", start);
  if (start === 0 || at < 0) return null;
  try {
    return decodeURIComponent(uri.slice(start, at).split(":", 1)[0] ?? "");
  } catch {
    return null;
  }
}

/** User part of a SIP URI, unescaped once, or the number of a tel URI (carriers assert one); null without one. */
export function userOf(uri: string): string | null {
  if (/^tel:/i.test(uri)) return uri.slice(4).split(";", 1)[0] || null;
  const start = uri.indexOf(":") + 1;
  const at = uri.indexOf("@", start);
  if (start === 0 || at < 0) return null;
  const user = uri.slice(start, at).split(/[;:]/, 1)[0] ?? "";
  try {
    return decodeURIComponent(user);
  } catch {
    return null;
  }
}
