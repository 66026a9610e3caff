/**
 * Numbers as they are dialled, compared and charged. Whatever way a number is written, one reading decides what may be called, and the
 * same reading is what is dialled. What is not a number is null, never half a number.
 */
import type { NumberClass } from "./number-class.ts";
import { carrierPrefixes, finnishEmergency, finnishPlan, foreignPlan, internationalPrefixes, numberLengths } from "./number-plan.ts";

export interface PhoneNumber {
  /** `+358401234567`; null for what has a meaning only here (extensions, test numbers, 112). */
  e164: string | null;
  /** As dialled in Finland: `0401234567`, `0046…`, `101`, `112`. */
  digits: string;
  class: NumberClass;
}

/**
 * Reads `+358 40 123`, `00358 (0)40 123`, `990 358 40 123`, `tel:040123;phone-context=+358`, fullwidth and other decimal digits.
 * A number without its 0 is read only as an extension, a test number, a short number, or beside a phone-context.
 */
export function readNumber(text: string): PhoneNumber | null {
  const [written = "", ...parameters] = text.trim().replace(/^tel:/i, "").split(";");
  const digits = plainDigits(written);
  return digits === null ? null : classify(inContext(digits, contextOf(parameters)));
}

/** Digits as dialled in Finland: "+358 40 123 4567" and "00358401234567" -> "0401234567"; extensions and service numbers as they are. */
export const dialledDigits = (text: string): string | null => readNumber(text)?.digits ?? null;

/** Whether a call may leave the service for this number. 112 always may; extensions and test numbers never leave it. */
export function mayCall(allowed: readonly string[], number: PhoneNumber | null): boolean {
  if (!number || number.class === "extension" || number.class === "test") return false;
  return number.class === "emergency" || allowed.includes(number.class);
}

/** Whether the service may send a caller, or dial a customer, there by itself: never to the emergency centre. */
export const mayDialItself = (allowed: readonly string[], number: PhoneNumber | null): boolean =>
  number?.class !== "emergency" && mayCall(allowed, number);

/** A `+` in front or none, then ASCII digits only. */
function plainDigits(written: string): string | null {
  const ascii = written
    .normalize("NFKC")
    .replace(/\p{Nd}/gu, digitValue)
    .replace(/\(0\)/g, "")
    .replace(/[\s().\-/\u2010-\u2015]/g, "");
  return /^\+?[0-9]{2,24}$/.test(ascii) ? ascii : null;
}

/** Decimal digits of a script stand together, from a code point that ends in 0 or 6 (NFKC has taken away the others). */
function digitValue(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const last = point % 16;
  const beginsAtZero = last <= 9 && /\p{Nd}/u.test(String.fromCodePoint(point - last));
  return String(beginsAtZero ? last : last - 6);
}

const contextOf = (parameters: string[]): string | null => {
  const context = parameters.map((parameter) => parameter.split("=")).find(([name]) => name?.trim().toLowerCase() === "phone-context");
  const value = plainDigits(context?.[1] ?? "");
  return value?.startsWith("+") ? value : null;
};

/** RFC 3966 5.1.5: a local number goes behind its context; one with a prefix of its own needs none. */
function inContext(digits: string, context: string | null): string {
  if (context === null || digits.startsWith("+") || digits.startsWith("00") || isEmergency(digits)) return digits;
  return `${context}${digits.startsWith("0") ? digits.slice(1) : digits}`;
}

const isEmergency = (digits: string) => finnishEmergency.some((number) => digits === number);

function classify(digits: string): PhoneNumber | null {
  const plain = withoutCarrier(digits);
  if (plain.startsWith("+")) return international(plain.slice(1));
  if (plain.startsWith("00")) return international(plain.slice(2));
  if (isEmergency(plain)) return { e164: null, digits: plain, class: "emergency" };
  if (plain.startsWith("0")) return finnish(plain.slice(1));
  const prefix = internationalPrefixes.find((candidate) => plain.startsWith(candidate));
  if (prefix && plain.length >= prefix.length + numberLengths.foreign.min) return international(plain.slice(prefix.length));
  return shortNumber(plain);
}

function withoutCarrier(digits: string): string {
  const carrier = carrierPrefixes.find((prefix) => digits.startsWith(`${prefix}0`));
  return carrier && digits.length > carrier.length + 1 + numberLengths.finland.min ? digits.slice(carrier.length) : digits;
}

function international(digits: string): PhoneNumber | null {
  // "+358 (0)40" and "+358040" are the same mistake; a Finnish national number never begins with 0.
  if (digits.startsWith("358")) return finnish(digits.slice(3).replace(/^0+/, ""));
  if (digits.startsWith("0") || !fits(digits, numberLengths.foreign)) return null;
  return { e164: `+${digits}`, digits: `00${digits}`, class: planned(foreignPlan, digits) ?? "foreign" };
}

function finnish(national: string): PhoneNumber | null {
  if (isEmergency(national)) return { e164: null, digits: national, class: "emergency" };
  if (!fits(national, numberLengths.finland) || national.startsWith("0")) return null;
  return { e164: `+358${national}`, digits: `0${national}`, class: planned(finnishPlan, national) ?? "premium" };
}

/** 116117 and 118 numbers are dialled without a 0; the rest is ours, up to five digits. */
function shortNumber(digits: string): PhoneNumber | null {
  if (/^11[68][0-9]{2,4}$/.test(digits)) return { e164: `+358${digits}`, digits, class: planned(finnishPlan, digits) ?? "premium" };
  if (/^80[0-9]{2}$/.test(digits)) return { e164: null, digits, class: "test" };
  return digits.length <= 5 ? { e164: null, digits, class: "extension" } : null;
}

const fits = (digits: string, { min, max }: { min: number; max: number }) => digits.length >= min && digits.length <= max;

function planned(plan: readonly (readonly [string, NumberClass])[], digits: string): NumberClass | null {
  let longest = "";
  let found: NumberClass | null = null;
  for (const [beginnings, kind] of plan) {
    for (const beginning of beginnings.split(" ")) {
      if (beginning.length <= longest.length || !digits.startsWith(beginning)) continue;
      longest = beginning;
      found = kind;
    }
  }
  return found;
}
