/**
 * Where somebody calls from, as far as a number says: a Finnish area or an operator's prefix, a country, a colleague, or nothing. An
 * origin is short enough to be counted and says nothing of the person: it stays when the number is erased.
 */
import { readNumber } from "./phone-number.ts";

/** `+3589` (area or prefix of Finland), `+46` (country), or one of the words. */
export type NumberOrigin = string;

export const originWords = ["withheld", "inside", "unknown"] as const;
export type OriginWord = (typeof originWords)[number];

/** Longest first: a number of 020 is a company's, not one of area 02. */
const finland = /^\+358(4\d|50|10|20|29|30|39|7[135]|800|116|118|[67]00|[12]00|1[3-9]|[235689])/;
/** E.164 country codes have one to three digits, and none is the beginning of another. */
const country = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

export interface OtherParty {
  /** E.164, an extension, or the text as it came; null = withheld. */
  otherNumber: string | null;
  origin: NumberOrigin;
}

const longestText = 64;

/** The other party's number as it is compared and searched, whatever way it came. */
export function otherParty(number: string | null): OtherParty {
  if (!number?.trim()) return { otherNumber: null, origin: "withheld" };
  const read = readNumber(number);
  if (!read) return { otherNumber: number.trim().slice(0, longestText), origin: "unknown" };
  return { otherNumber: read.e164 ?? read.digits, origin: read.e164 ? placeOf(read.e164) : "inside" };
}

function placeOf(e164: string): NumberOrigin {
  if (e164.startsWith("+358")) return finland.exec(e164)?.[0] ?? "+358";
  return country.exec(e164)?.[0] ?? "unknown";
}

export const isAbroad = (origin: NumberOrigin): boolean => origin.startsWith("+") && !origin.startsWith("+358");
