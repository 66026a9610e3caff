/**
 * What the beginning of a number says of its price and reach: data, dated, to be looked through when the rules change. A number that
 * no line knows counts as premium, so that a new expensive range is barred until somebody has looked at it.
 */
import type { NumberClass } from "./number-class.ts";

export const numberPlan = {
  asOf: "2026-11-22",
  sources: [
    "Traficom regulation 32 on numbering in public telephone networks (number groups of Finland); its present text was not at hand",
    "ficora.fi, Service numbers and National subscriber numbers (pages of the regulator before Traficom): 010, 020, 030 and 075 hold service numbers too; 0606, 0707, 0708; read 2026-11-22",
    "Wikipedia, Telephone numbers in Finland, which cites the regulator's lists: which parts of 020 and 075 are service numbers; read 2026-11-22",
    "ITU-T E.164 Annex D list of assigned country codes (satellite and shared codes)",
  ],
} as const;

/** Finland: after +358, the longest beginning that fits decides. */
export const finnishPlan: readonly (readonly [beginnings: string, NumberClass])[] = [
  ["4 50", "mobile"],
  ["13 14 15 16 17 18 19 2 3 5 6 8 9", "nationalFixed"],
  ["10 20 29 30 39 71 73 75", "company"],
  ["300", "general"],
  ["100 200 202 600 606 700 707 708", "premium"],
  ["2098 2099 75000 75001 75002 751 752 75300 75301 75302 75320 75321 75322 75750 75751 75752 75980 75981 75982", "premium"],
  ["800 116", "freephone"],
  ["118", "premium"],
];

/** Everywhere else: after +. What is not here is an ordinary foreign number. */
export const foreignPlan: readonly (readonly [beginnings: string, NumberClass])[] = [
  ["870 881 882 883", "satellite"],
  ["979", "premium"],
];

/** In place of 00: the international prefixes of operators. */
export const internationalPrefixes = ["990", "994", "999"] as const;

/** In front of a national number with its 0: carrier selection. */
export const carrierPrefixes = ["101", "109", "1041"] as const;

export const finnishEmergency = ["112"] as const;

/** The shortest and longest national number without its 0, and the longest of E.164. */
export const numberLengths = { finland: { min: 5, max: 12 }, foreign: { min: 7, max: 15 } } as const;
