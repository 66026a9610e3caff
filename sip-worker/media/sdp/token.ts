/** The smallest pieces of SDP (RFC 8866 9). */

/** A whole number without sign, 0 to `max`; null otherwise. Up to 32 digits. */
export function parseDecimal(text: string, max: number): number | null {
  if (text.length === 0 || text.length > 32) return null;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value <= max ? value : null;
}

const tokenMarks = "!#$%&'*+-.^_`{|}~";

/** `token` of RFC 8866: letters, digits and a few marks, at least one. */
export function isToken(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const alphanumeric = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!alphanumeric && !tokenMarks.includes(text[i]!)) return false;
  }
  return text.length > 0;
}
