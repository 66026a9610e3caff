/** A corpus of menus: each broken one is named, the good one is silent. */
import { expect, test } from "vitest";
import type { Destination } from "./destination.ts";
import { type MenuSettings, menuSettings } from "./menu.ts";
import { checkMenu, type MenuFacts } from "./menu-checks.ts";
import type { Overflowing } from "./overflow-loop.ts";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const [self, other, group, user, short, long, box] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const toGroup: Destination = { kind: "group", groupId: group };
const toOther: Destination = { kind: "menu", menuId: other };
const toUser: Destination = { kind: "user", userId: user };
const toBox: Destination = { kind: "messageBox", messageBoxId: box };

const good = {
  name: "Vaihde",
  greetingId: short,
  options: [
    { key: "1", destination: toGroup },
    { key: "2", destination: toBox },
  ],
};
const facts: MenuFacts = {
  menuId: self,
  announcementSeconds: { [short]: 7, [long]: 40 },
  menus: [{ id: other, name: "Toinen", keys: [toGroup] }],
  overflows: [{ id: other, name: "Toinen", hours: null, ways: [] }],
  extensions: ["101", "102"],
  usedBy: ["Asiakaspalvelu"],
};

const said = (menu: Partial<MenuSettings> | Record<string, unknown> = {}, known: Partial<MenuFacts> = {}) =>
  checkMenu(menuSettings.parse({ ...good, ...menu }), { ...facts, ...known }).map(({ id, values }) =>
    [id, ...Object.values(values)].join(" "),
  );

test("a good menu is silent, also with persons who have a way on", () => {
  expect(said()).toEqual([]);
  expect(said({ options: [{ key: "5", destination: toUser }], noExtensionDestination: toGroup })).toEqual([]);
  expect(said({ dialByExtension: true, noExtensionDestination: toBox, options: [{ key: "2", destination: toGroup }] })).toEqual([]);
  expect(said({}, { usedBy: null, menuId: null })).toEqual([]);
});

const options = (count: number) => Array.from({ length: count }, (_, index) => ({ key: String(index + 1), destination: toGroup }));

test.each([
  ["silence", { greetingId: null }, ["noGreeting"]],
  ["40 s before two options", { greetingId: long }, ["longGreeting 30"]],
  [
    "40 s with six options are not too long, but six are too many",
    { greetingId: long, options: options(6) },
    ["longGreeting 10", "tooManyOptions 6"],
  ],
  ["five options", { greetingId: long, options: options(5) }, ["longGreeting 15"]],
  ["nothing to choose", { options: [] }, ["noOptions"]],
  ["a second level", { options: [{ key: "3", destination: toOther }] }, ["secondLevel 3 Toinen"]],
  ["a person without a way on", { options: [{ key: "4", destination: toUser }] }, ["extensionWithoutRoute"]],
  ["extensions without a way on", { dialByExtension: true, options: [] }, ["extensionWithoutRoute"]],
  ["a key that begins an extension", { dialByExtension: true, noExtensionDestination: toGroup }, ["keyWaits 1"]],
  ["a key that hangs up", { options: [{ key: "0", destination: { kind: "hangUp" } }] }, ["deadEnd 0"]],
] as [string, Record<string, unknown>, string[]][])("%s is named", (_name, menu, findings) => expect(said(menu)).toEqual(findings));

test("a key into a menu without keys is a dead end", () => {
  const menus = [{ id: other, name: "Toinen", keys: [] }];
  expect(said({ options: [{ key: "3", destination: toOther }] }, { menus })).toEqual(["secondLevel 3 Toinen", "deadEnd 3"]);
});

test("round and round by itself is an error, by keys a warning", () => {
  const back: Destination = { kind: "menu", menuId: self };
  const overflows: Overflowing[] = [{ id: other, name: "Toinen", hours: null, ways: [{ destination: back, when: "always" }] }];
  expect(said({ timeoutDestination: toOther }, { overflows })).toEqual(["loop Vaihde → Toinen → Vaihde"]);
  expect(checkMenu(menuSettings.parse({ ...good, timeoutDestination: toOther }), { ...facts, overflows })[0]?.severity).toBe("error");
  const menus = [{ id: other, name: "Toinen", keys: [back] }];
  expect(said({ options: [{ key: "9", destination: toOther }] }, { menus })).toEqual([
    "secondLevel 9 Toinen",
    "keyLoop Vaihde → Toinen → Vaihde",
  ]);
});

test("a menu that nothing leads to is named", () => expect(said({}, { usedBy: [] })).toEqual(["notUsed"]));
