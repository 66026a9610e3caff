import type { CallFilter } from "./call-filter.ts";

/** As it stands in an address. Apart from the rules, for the browser. */
export function callFilterQuery(filter: CallFilter): string {
  const values = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URLSearchParams(values).toString();
}
