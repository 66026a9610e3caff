/** name-addr and addr-spec with parameters: From, To, Contact, Route, Record-Route and their kin (RFC 3261 20.10). */
import { isVisibleCode } from "./characters.ts";
import { formatParameters, type Parameter, parameterValue, takeParameters, withParameter } from "./parameters.ts";
import { Scanner } from "./scanner.ts";
import { isUri } from "./uri.ts";

export interface NameAddr {
  /** As written, quotes included; empty when there is none. */
  readonly displayName: string;
  readonly uri: string;
  /** Parameters of the header, not of the URI. */
  readonly parameters: readonly Parameter[];
  /** Written with angle brackets. Without them `;` belongs to the header and the URI has no parameters. */
  readonly bracketed: boolean;
}

/** Exactly one value; null when it is malformed or more follows. */
export function parseNameAddr(text: string): NameAddr | null {
  const scanner = new Scanner(text);
  const value = takeNameAddr(scanner);
  scanner.skipSpace();
  return value && scanner.atEnd ? value : null;
}

/** One or more values divided by commas; null when any is malformed. */
export function parseNameAddrList(text: string): NameAddr[] | null {
  const scanner = new Scanner(text);
  const values: NameAddr[] = [];
  do {
    const value = takeNameAddr(scanner);
    if (!value) return null;
    values.push(value);
  } while (scanner.takeSeparator(","));
  scanner.skipSpace();
  return scanner.atEnd ? values : null;
}

export function formatNameAddr(value: NameAddr): string {
  const address = value.bracketed ? `<${value.uri}>` : value.uri;
  const displayName = value.displayName === "" ? "" : `${value.displayName} `;
  return `${displayName}${address}${formatParameters(value.parameters)}`;
}

export const formatNameAddrList = (values: readonly NameAddr[]): string => values.map(formatNameAddr).join(", ");

/** The tag of a From or To value; undefined when it has none or the value is malformed. */
export function tagOf(text: string): string | undefined {
  const value = parseNameAddr(text);
  return (value && parameterValue(value.parameters, "tag")) || undefined;
}

/** A From or To value with this tag. Malformed values are repaired by appending. */
export function withTag(text: string, tag: string): string {
  const value = parseNameAddr(text);
  if (!value) return `${text};tag=${tag}`;
  return formatNameAddr({ ...value, parameters: withParameter(value.parameters, "tag", tag) });
}

/** The URI of a header's first value, or null. */
export function uriOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  return takeNameAddr(new Scanner(text))?.uri ?? null;
}

function takeNameAddr(scanner: Scanner): NameAddr | null {
  scanner.skipSpace();
  const start = scanner.position;
  if (scanner.code === 34) {
    const quoted = scanner.takeQuoted();
    scanner.skipSpace();
    return quoted === null ? null : takeBracketed(scanner, quoted);
  }
  const words = scanner.takeWhile(isDisplayCode);
  if (scanner.code === 60) return takeBracketed(scanner, words.trim());
  scanner.position = start;
  return takeAddrSpec(scanner);
}

/** Letters and spaces before `<`; wider than the grammar (`John @ Work <sip:...>`), but nothing that divides values. */
const isDisplayCode = (code: number): boolean =>
  (isVisibleCode(code) || code === 32) && code !== 34 && code !== 44 && code !== 59 && code !== 60 && code !== 62;
const isInsideBrackets = (code: number): boolean => isVisibleCode(code) && code !== 60 && code !== 62;
const isAddrSpecCode = (code: number): boolean => isInsideBrackets(code) && code !== 59 && code !== 44 && code !== 34;

function takeBracketed(scanner: Scanner, displayName: string): NameAddr | null {
  if (!scanner.take("<")) return null;
  const uri = scanner.takeWhile(isInsideBrackets);
  if (!scanner.take(">") || !isUri(uri)) return null;
  const parameters = takeParameters(scanner);
  return parameters && { displayName, uri, parameters, bracketed: true };
}

function takeAddrSpec(scanner: Scanner): NameAddr | null {
  const uri = scanner.takeWhile(isAddrSpecCode);
  if (!isUri(uri)) return null;
  const parameters = takeParameters(scanner);
  return parameters && { displayName: "", uri, parameters, bracketed: false };
}
