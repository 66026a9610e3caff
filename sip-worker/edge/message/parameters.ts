/** Header parameters (RFC 3261 25.1 generic-param), in order, values as written including quotes. */
import { isVisibleCode } from "./characters.ts";
import type { Scanner } from "./scanner.ts";

export interface Parameter {
  readonly name: string;
  /** null: the parameter stands alone (`;lr`). */
  readonly value: string | null;
}

const separators = new Set([...'"<>;,='].map((character) => character.charCodeAt(0)));
/** Wider than a token: tags with `@` and unbracketed IPv6 addresses (RFC 5118 4.5) are in use. `=` may stand in a value (base64). */
const isNameCode = (code: number): boolean => isVisibleCode(code) && !separators.has(code);
const isValueCode = (code: number): boolean => isNameCode(code) || code === 61;

/** Takes `;a=b;c` from the cursor on; null when a parameter has no name or a quoted value never ends. */
export function takeParameters(scanner: Scanner): Parameter[] | null {
  const parameters: Parameter[] = [];
  while (scanner.takeSeparator(";")) {
    const parameter = takeParameter(scanner);
    if (!parameter) return null;
    parameters.push(parameter);
  }
  return parameters;
}

function takeParameter(scanner: Scanner): Parameter | null {
  const name = scanner.takeWhile(isNameCode);
  if (name === "") return null;
  if (!scanner.takeSeparator("=")) return { name, value: null };
  const value = scanner.code === 34 ? scanner.takeQuoted() : scanner.takeWhile(isValueCode);
  return value === null ? null : { name, value };
}

export function parameterValue(parameters: readonly Parameter[], name: string): string | null | undefined {
  return parameters.find((parameter) => parameter.name.toLowerCase() === name)?.value;
}

/** The same list with this parameter set; it keeps its place when it was there. */
export function withParameter(parameters: readonly Parameter[], name: string, value: string | null): Parameter[] {
  const at = parameters.findIndex((parameter) => parameter.name.toLowerCase() === name);
  if (at < 0) return [...parameters, { name, value }];
  return parameters.map((parameter, index) => (index === at ? { name: parameter.name, value } : parameter));
}

export const withoutParameter = (parameters: readonly Parameter[], name: string): Parameter[] =>
  parameters.filter((parameter) => parameter.name.toLowerCase() !== name);

export const formatParameters = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, value }) => (value === null ? `;${name}` : `;${name}=${value}`)).join("");
