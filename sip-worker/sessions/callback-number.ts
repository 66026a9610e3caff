/** Which numbers a customer can be called back at, and the way there. Pure. */
import type { CutOffCaller } from "../../lib/domain/callback.ts";
import type { ConfiguredUser, OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { mayDialItself, readNumber } from "../../lib/domain/phone-number.ts";
import type { Caller } from "../ports/signaling.ts";

export type CallbackNumber =
  | { kind: "usable"; number: string }
  /** It says nothing that could be called: the caller is asked for one. */
  | { kind: "unknown" }
  /** The organisation does not call such numbers. */
  | { kind: "barred" };

type Configuration = Pick<OrganisationConfiguration, "users" | "numbers" | "allowedNumberClasses">;

/** Of a caller, as far as his number was proved. A user of the organisation is called back at his extension. */
export function callbackNumberOf(configuration: Configuration, caller: Caller): CallbackNumber {
  if (caller.kind === "trunk") return readCallbackNumber(configuration, caller.number ?? "");
  const user = configuration.users.find(({ id }) => id === caller.userId);
  return user ? { kind: "usable", number: user.extension } : { kind: "unknown" };
}

/** Of a call's record: a user's extension when the call was internal. */
export function callbackNumberOfRecord(configuration: Configuration, { number, direction }: CutOffCaller): CallbackNumber {
  if (direction === "internal" && number !== null && userWithExtension(configuration, number)) return { kind: "usable", number };
  return readCallbackNumber(configuration, number ?? "");
}

/** Of what a caller has typed, or an operator tells of him. Neither an emergency number nor one of our own is ever called back. */
export function readCallbackNumber(configuration: Configuration, written: string): CallbackNumber {
  const number = readNumber(written);
  if (!number || number.class === "extension" || number.class === "test") return { kind: "unknown" };
  const own = configuration.numbers.some(({ digits }) => digits === number.digits);
  if (own || !mayDialItself(configuration.allowedNumberClasses, number)) return { kind: "barred" };
  return { kind: "usable", number: number.digits };
}

export const userWithExtension = ({ users }: Configuration, number: string): ConfiguredUser | undefined =>
  users.find((user) => user.extension === number);
