/** What callers meet in a menu and its maker probably did not mean. Pure: what it must know besides the menu comes in as facts. */
import type { Destination } from "./destination.ts";
import type { MenuSettings } from "./menu.ts";
import { findOverflowLoop, type Overflowing, type WayOn } from "./overflow-loop.ts";

export interface MenuFacts {
  /** Null while the menu is being made. */
  menuId: string | null;
  /** Of every announcement that has a sound. */
  announcementSeconds: Record<string, number>;
  /** The other menus with where their keys lead. */
  menus: { id: string; name: string; keys: Destination[] }[];
  /** Groups and menus, and where they send calls by themselves. */
  overflows: Overflowing[];
  extensions: string[];
  /** Groups and menus that send calls here; null = not known. */
  usedBy: string[] | null;
}

export type MenuFindingId =
  | "noGreeting"
  | "longGreeting"
  | "noOptions"
  | "tooManyOptions"
  | "secondLevel"
  | "extensionWithoutRoute"
  | "keyWaits"
  | "loop"
  | "keyLoop"
  | "deadEnd"
  | "notUsed";

export interface MenuFinding {
  id: MenuFindingId;
  /** An error is not saved. */
  severity: "error" | "warning";
  field: keyof MenuSettings;
  values: Record<string, string | number>;
}

type Check = (menu: MenuSettings, facts: MenuFacts) => MenuFinding[];

const most = { secondsBeforeFirst: 8, options: 5 };
/** About what it takes to say one option. */
const secondsOfOption = 5;

const warn = (id: MenuFindingId, field: keyof MenuSettings, values: MenuFinding["values"] = {}): MenuFinding[] => [
  { id, severity: "warning", field, values },
];
const fine: MenuFinding[] = [];

const greeting: Check = ({ greetingId, options }, { announcementSeconds }) => {
  const seconds = announcementSeconds[greetingId ?? ""];
  if (seconds === undefined) return warn("noGreeting", "greetingId");
  const before = Math.round(seconds - options.length * secondsOfOption);
  return before > most.secondsBeforeFirst ? warn("longGreeting", "greetingId", { seconds: before }) : fine;
};

const count: Check = ({ options, dialByExtension }) => {
  if (options.length === 0 && !dialByExtension) return warn("noOptions", "options");
  return options.length > most.options ? warn("tooManyOptions", "options", { count: options.length }) : fine;
};

const levels: Check = ({ options }, { menus }) =>
  options.flatMap(({ key, destination }) => {
    const next = destination.kind === "menu" && menus.find((menu) => menu.id === destination.menuId);
    return next ? warn("secondLevel", "options", { key, name: next.name }) : [];
  });

/** Absent, closed, busy: who keyed a person must not be left standing. */
const persons: Check = ({ options, dialByExtension, noExtensionDestination }) => {
  const namesPersons = dialByExtension || options.some((option) => option.destination.kind === "user");
  const ends = noExtensionDestination.kind === "busy" || noExtensionDestination.kind === "hangUp";
  return namesPersons && ends ? warn("extensionWithoutRoute", "noExtensionDestination") : fine;
};

const keyWaits: Check = ({ options, dialByExtension }, { extensions }) =>
  dialByExtension
    ? options.flatMap(({ key }) => (extensions.some((extension) => extension.startsWith(key)) ? warn("keyWaits", "options", { key }) : []))
    : fine;

const deadEnds: Check = ({ options }, { menus }) =>
  options.flatMap(({ key, destination }) => {
    const empty = destination.kind === "menu" && menus.some((menu) => menu.id === destination.menuId && menu.keys.length === 0);
    return destination.kind === "hangUp" || empty ? warn("deadEnd", "options", { key }) : [];
  });

const always = (destinations: Destination[]): WayOn[] => destinations.map((destination) => ({ destination, when: "always" }));

/** By itself it would go on for ever; by keys the caller only comes back. */
const loops: Check = (menu, { menuId, menus, overflows }) => {
  const id = menuId ?? "";
  const own = { id, name: menu.name, hours: null };
  const alone = always([menu.timeoutDestination, menu.invalidDestination, menu.noExtensionDestination]);
  const path = menuId && findOverflowLoop([...overflows.filter((other) => other.id !== id), { ...own, ways: alone }], id);
  if (path) return [{ id: "loop", severity: "error", field: "timeoutDestination", values: { path: path.join(" → ") } }];
  const byKey = menus.map(({ keys, ...other }) => ({ ...other, hours: null, ways: always(keys) }));
  const keyed = menuId && findOverflowLoop([...byKey, { ...own, ways: always(menu.options.map((option) => option.destination)) }], id);
  return keyed ? warn("keyLoop", "options", { path: keyed.join(" → ") }) : fine;
};

const used: Check = (_menu, { usedBy }) => (usedBy?.length === 0 ? warn("notUsed", "name") : fine);

const checks: Check[] = [greeting, count, levels, persons, keyWaits, deadEnds, loops, used];

/** Errors first. */
export const checkMenu = (menu: MenuSettings, facts: MenuFacts): MenuFinding[] =>
  checks.flatMap((check) => check(menu, facts)).sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
