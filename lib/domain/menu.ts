/** A voice menu: greeting, keys to destinations, dialling of extensions, and where it ends otherwise (product.md, "Around the group"). */
import * as z from "zod";
import { reference, text, version, wholeNumber } from "./bounded.ts";
import { destination, hangUpBusy } from "./destination.ts";
import { type MenuOption, menuKeys } from "./menu-keys.ts";

const menuOption = z.object({ key: z.enum(menuKeys, "errors.invalid"), destination });
const keysOnce = (options: MenuOption[]) => new Set(options.map((option) => option.key)).size === options.length;

export const menuSettings = z.object({
  name: text(1, 80),
  /** Of the system prompts ("that option is not available"). */
  language: z.enum(["fi", "sv", "en"], "errors.invalid").default("fi"),
  /** Tells the options too. Null: the caller hears nothing and the time runs at once. */
  greetingId: reference.default(null),
  options: z.array(menuOption).max(menuKeys.length, "errors.tooMany").refine(keysOnce, "errors.keyTwice").default([]),
  /** A member's extension may be keyed instead of an option; a key that begins an extension waits for the next one. */
  dialByExtension: z.boolean().default(false),
  /** Silence after the greeting, then it is said again. */
  timeoutSeconds: wholeNumber(1, 60).default(8),
  /** How many times the greeting is said again after silence or a wrong key; 0 = it is said once. */
  retries: wholeNumber(0, 9).default(2),
  /** When the last try ended in silence. */
  timeoutDestination: destination.default(hangUpBusy),
  /** When the last try was a key without a meaning. */
  invalidDestination: destination.default(hangUpBusy),
  /** When the person whom a key or an extension names does not exist, can't be reached, is busy or does not answer. */
  noExtensionDestination: destination.default(hangUpBusy),
});
export type MenuSettings = z.output<typeof menuSettings>;

export const menuUpdate = menuSettings.extend({ version });
export type MenuUpdate = z.output<typeof menuUpdate>;

export type MenuDocument = MenuSettings & { id: string; version: number };
