/** What somebody types to find a number: any spelling, and as little of it as he remembers. */

export type NumberSearch =
  /** From the beginning of the number, as E.164 or extension. */
  | { kind: "beginning"; text: string }
  /** Anywhere in it. */
  | { kind: "part"; digits: string };

/**
 * `045…`, `+358 45…`, `00358 45…` and `(045) …` are the beginning of the same number; digits without any of these may stand anywhere.
 * Null: nothing to look for.
 */
export function numberSearch(typed: string): NumberSearch | null {
  const plain = typed
    .normalize("NFKC")
    .replace(/\(0\)/g, "")
    .replace(/[^+0-9]/g, "");
  const digits = plain.replace(/\+/g, "");
  if (!digits) return null;
  if (plain.startsWith("+")) return beginning(digits);
  if (digits.startsWith("00")) return digits.length > 2 ? beginning(digits.slice(2)) : null;
  if (digits.startsWith("0")) return digits.length > 1 ? beginning(`358${digits.slice(1)}`) : null;
  return /^358\d{6,}$/.test(digits) ? beginning(digits) : { kind: "part", digits };
}

/** A Finnish number written with its 0 behind the country code is the same number. */
const beginning = (digits: string): NumberSearch => ({ kind: "beginning", text: `+${digits.replace(/^3580+/, "358")}` });
