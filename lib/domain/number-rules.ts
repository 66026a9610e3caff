/**
 * What service numbers of each kind may be used for in Finland: data, dated, with its sources, to be looked through when the rules
 * change. Where the present rule could not be confirmed the texts say "check".
 */
export const numberTypes = ["test", "freephone", "general", "company", "transaction", "entertainment", "geographic", "mobile"] as const;
export type NumberType = (typeof numberTypes)[number];

/** What the number is for. "unset": nobody has told. */
export const numberPurposes = [
  "unset",
  "existingCustomers",
  "sales",
  "business",
  "publicInterest",
  "transactions",
  "entertainment",
] as const;
export type NumberPurpose = (typeof numberPurposes)[number];

export const numberRules = {
  version: "2026-11",
  asOf: "2026-11-21",
  sources: [
    { about: "customerService", source: "Consumer Protection Act (38/1978) 2:14; Market Court MAO:301/2025 (finality to be checked)" },
    { about: "purposes", source: "Traficom regulation 32 on numbering in public telephone networks" },
    { about: "priceAnnouncement", source: "MAPEL norms, 2010 edition (present limits to be checked)" },
  ],
} as const;

/** Beginnings of national numbers; the longest that fits decides. */
const beginnings: readonly (readonly [string, NumberType])[] = [
  ["0800", "freephone"],
  ["116", "freephone"],
  ["0100", "general"],
  ["0200", "general"],
  ["0202", "general"],
  ["0300", "general"],
  ["0600", "transaction"],
  ["0606", "transaction"],
  ["0700", "entertainment"],
  ["0707", "entertainment"],
  ["010", "company"],
  ["020", "company"],
  ["029", "company"],
  ["030", "company"],
  ["039", "company"],
  ["071", "company"],
  ["073", "company"],
  ["075", "company"],
  ["04", "mobile"],
  ["050", "mobile"],
  ["0", "geographic"],
];

/** Null: no number of Finland, nor a test number. */
export function typeOfNumber(digits: string): NumberType | null {
  if (/^80\d\d$/.test(digits)) return "test";
  if (!/^(?!00)\d{5,13}$/.test(digits)) return null;
  const [fits] = beginnings.filter(([start]) => digits.startsWith(start)).sort(([a], [b]) => b.length - a.length);
  return fits?.[1] ?? null;
}

export interface NumberTypeRule {
  /** The caller pays more than for a call to an ordinary number, or may. */
  chargeable: boolean;
  /** Uses that the number group is meant for; the others are warned of. */
  purposes: readonly NumberPurpose[];
  /** Can usually be called from abroad, and not be barred. */
  reachable: boolean;
  /** €/min or € a call from which the price is told before charging. Null: no limit. */
  announceFromEuros: number | null;
}

const ordinary = ["unset", "existingCustomers", "sales", "business", "publicInterest"] as const;

export const numberTypeRules: Record<NumberType, NumberTypeRule> = {
  test: { chargeable: false, purposes: numberPurposes, reachable: false, announceFromEuros: null },
  freephone: { chargeable: false, purposes: ordinary, reachable: false, announceFromEuros: null },
  geographic: { chargeable: false, purposes: ordinary, reachable: true, announceFromEuros: null },
  mobile: { chargeable: false, purposes: ordinary, reachable: true, announceFromEuros: null },
  company: { chargeable: true, purposes: ["unset", "sales", "business", "publicInterest"], reachable: false, announceFromEuros: 2.3 },
  general: { chargeable: true, purposes: ["unset", "publicInterest", "business"], reachable: false, announceFromEuros: 2.3 },
  transaction: { chargeable: true, purposes: ["unset", "transactions"], reachable: false, announceFromEuros: 2.3 },
  entertainment: { chargeable: true, purposes: ["unset", "entertainment"], reachable: false, announceFromEuros: 1.15 },
};
