/** Numbers as they are dialled and compared. What is not a number is null, never half a number. */

/** Digits as dialled in Finland: "+358 40 123", "+358 (0)40 123" and "0035840123" -> "040123"; extensions and service numbers as they are. */
export function dialledDigits(text: string): string | null {
  const plain = text.replace(/[ ().-]/g, "");
  if (!/^\+?[0-9]{2,20}$/.test(plain)) return null;
  const digits = plain.replace(/^\+/, "00");
  if (!digits.startsWith("00358")) return digits.length < 4 && plain.startsWith("+") ? null : digits;
  const national = digits.slice(5).replace(/^0/, "");
  return national ? `0${national}` : null;
}
