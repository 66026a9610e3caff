/** The lines of a message head: start line and headers, folding undone and white space collapsed (RFC 3261 7.3.1). One pass. */
import { isToken, isVisibleCode } from "./characters.ts";
import { headerKey } from "./header-names.ts";
import { limits } from "./limits.ts";
import type { Header } from "./message.ts";

export type HeadFault = "badHeaderLine" | "headerTooLong" | "tooManyHeaders" | "controlCharacter";

export interface Head {
  readonly startLine: string;
  readonly headers: readonly Header[];
  /** The first fault; the lines that could be read are there all the same, to answer with. */
  readonly fault: HeadFault | null;
}

/** `text` is everything before the empty line. */
export function readHead(text: string): Head {
  const lines = unfold(text.split("\r\n"));
  const headers: Header[] = [];
  let fault: HeadFault | null = null;
  for (let i = 1; i < lines.length; i++) {
    if (headers.length >= limits.headerLines) return { startLine: lines[0]!, headers, fault: fault ?? "tooManyHeaders" };
    const read = readHeader(lines[i]!);
    if (typeof read === "string") fault ??= read;
    else headers.push(read);
  }
  return { startLine: lines[0] ?? "", headers, fault };
}

/** Lines that begin with white space continue the one before. Joined once per header, so a thousand short folds stay linear. */
function unfold(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let parts: string[] = [];
  for (const line of lines) {
    const continues = whole.length + parts.length > 0 && (line.startsWith(" ") || line.startsWith("\t"));
    if (!continues && parts.length > 0) {
      whole.push(parts.join(" "));
      parts = [];
    }
    parts.push(line);
  }
  if (parts.length > 0) whole.push(parts.join(" "));
  return whole;
}

function readHeader(line: string): Header | HeadFault {
  const colon = line.indexOf(":");
  if (colon < 0) return "badHeaderLine";
  const name = line.slice(0, colon).trim();
  if (!isToken(name)) return "badHeaderLine";
  const value = collapseSpace(line.slice(colon + 1));
  if (value === null) return "controlCharacter";
  if (name.length + 2 + value.length > limits.headerLineBytes) return "headerTooLong";
  return { name, key: headerKey(name), value };
}

/**
 * Runs of spaces and tabs become one space, none at the ends; null when a control character stands in the value, except in a
 * quoted-pair, where the grammar has it (RFC 4475 3.1.1.2).
 */
export function collapseSpace(text: string): string | null {
  const words: string[] = [];
  let wordStart = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isVisibleCode(code) || (code !== 32 && code !== 9 && text[i - 1] === "\\")) {
      if (wordStart < 0) wordStart = i;
    } else if (code === 32 || code === 9) {
      if (wordStart >= 0) words.push(text.slice(wordStart, i));
      wordStart = -1;
    } else return null;
  }
  if (wordStart >= 0) words.push(text.slice(wordStart));
  return words.join(" ");
}
