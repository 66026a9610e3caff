/** Character classes of RFC 3261 25.1 over byte strings: text inside the edge has one character per byte of the wire. */
const tokenMarks = "-.!%*_+`'~";

const token = new Uint8Array(256);
const hex = new Uint8Array(256);
for (let code = 0; code < 256; code++) {
  const character = String.fromCharCode(code);
  const digit = code >= 48 && code <= 57;
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  token[code] = digit || letter || tokenMarks.includes(character) ? 1 : 0;
  hex[code] = digit || (code >= 65 && code <= 70) || (code >= 97 && code <= 102) ? 1 : 0;
}

export const isTokenCode = (code: number): boolean => token[code] === 1;
export const isHexCode = (code: number): boolean => hex[code] === 1;
export const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;
export const isSpaceCode = (code: number): boolean => code === 32 || code === 9;
/** Visible ASCII or a byte of a UTF-8 character. */
export const isVisibleCode = (code: number): boolean => code > 32 && code !== 127;

export function isToken(text: string): boolean {
  if (text.length === 0) return false;
  for (let i = 0; i < text.length; i++) if (!isTokenCode(text.charCodeAt(i))) return false;
  return true;
}

export function isDigits(text: string): boolean {
  if (text.length === 0) return false;
  for (let i = 0; i < text.length; i++) if (!isDigitCode(text.charCodeAt(i))) return false;
  return true;
}

/** A decimal number of at most `max`, leading zeros allowed (RFC 4475 3.1.1.1), or null. */
export function parseDecimal(text: string, max: number): number | null {
  if (!isDigits(text) || text.length > 32) return null;
  const value = Number(text);
  return value <= max ? value : null;
}
