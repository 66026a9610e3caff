/**
 * The headers that SIP itself reads, checked by their grammar and written again without optional white space: what an application's
 * parser gets is what ours understood (RFC 4475 3.1.1.1 has spaces in every place the grammar allows).
 */
import { parseDecimal } from "./characters.ts";
import { limits } from "./limits.ts";
import type { Header } from "./message.ts";
import { formatNameAddr, formatNameAddrList, parseNameAddr, parseNameAddrList } from "./name-addr.ts";
import { formatVia, parseViaList } from "./via.ts";

/** The header in canonical form, or null when its value is malformed. Headers that SIP does not read are returned as they are. */
export function canonicalHeader(header: Header): Header | null {
  const canonical = byKey[header.key];
  if (!canonical) return header;
  const value = canonical(header.value);
  if (value === null) return null;
  return value === header.value ? header : { ...header, value };
}

const maxCSeq = 4_294_967_295;
const decimal = (max: number) => (value: string) => parseDecimal(value, max)?.toString() ?? null;

const byKey: Record<string, (value: string) => string | null> = {
  via: (value) => ifPresent(parseViaList(value), (hops) => hops.map(formatVia).join(", ")),
  from: oneAddress,
  to: oneAddress,
  contact: (value) => (value === "*" ? value : addressList(value)),
  route: addressList,
  "record-route": addressList,
  "refer-to": oneAddress,
  cseq: canonicalCSeq,
  "call-id": (value) => (value === "" || value.includes(" ") ? null : value),
  "max-forwards": decimal(limits.maxForwards),
  "content-length": decimal(1e9),
};

function ifPresent<T>(value: T | null, format: (value: T) => string): string | null {
  return value === null ? null : format(value);
}

function oneAddress(value: string): string | null {
  return ifPresent(parseNameAddr(value), formatNameAddr);
}

function addressList(value: string): string | null {
  return ifPresent(parseNameAddrList(value), formatNameAddrList);
}

function canonicalCSeq(value: string): string | null {
  const space = value.indexOf(" ");
  const number = parseDecimal(value.slice(0, Math.max(space, 0)), maxCSeq);
  const method = value.slice(space + 1);
  return number === null || method === "" || method.includes(" ") ? null : `${number} ${method}`;
}
