/** What the keys that a caller has pressed in a menu mean so far (product.md, "Around the group"). Pure. */
import type { Destination } from "./destination.ts";
import type { MenuSettings } from "./menu.ts";

export type MenuChoice =
  | { kind: "option"; destination: Destination }
  | { kind: "extension"; extension: string }
  /** An extension may still become of it; `now` is what it means if nothing follows. */
  | { kind: "unfinished"; now: Exclude<MenuChoice, { kind: "unfinished" }> }
  | { kind: "invalid" };

type Menu = Pick<MenuSettings, "options" | "dialByExtension">;

/** A key that begins somebody's extension waits for the next one; hash says that none follows, unless it is an option itself. */
export function menuChoice(menu: Menu, extensions: readonly string[], keys: string): MenuChoice {
  const ended = keys.length > 1 && keys.endsWith("#");
  const typed = ended ? keys.slice(0, -1) : keys;
  const now = meaningOf(menu, extensions, typed);
  const mayGoOn =
    menu.dialByExtension && !ended && extensions.some((extension) => extension.length > typed.length && extension.startsWith(typed));
  return mayGoOn ? { kind: "unfinished", now } : now;
}

function meaningOf(
  { options, dialByExtension }: Menu,
  extensions: readonly string[],
  typed: string,
): Exclude<MenuChoice, { kind: "unfinished" }> {
  const option = options.find(({ key }) => key === typed);
  if (option) return { kind: "option", destination: option.destination };
  return dialByExtension && extensions.includes(typed) ? { kind: "extension", extension: typed } : { kind: "invalid" };
}
