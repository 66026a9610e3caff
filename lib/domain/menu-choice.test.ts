import { expect, test } from "vitest";
import { menuChoice } from "./menu-choice.ts";

const busy = { kind: "busy" } as const;
const hangUp = { kind: "hangUp" } as const;
const options = [
  { key: "1" as const, destination: busy },
  { key: "#" as const, destination: hangUp },
];
const extensions = ["101", "102", "2", "20"];
const menu = { options, dialByExtension: true };

test.each([
  ["1", { kind: "unfinished", now: { kind: "option", destination: busy } }],
  ["10", { kind: "unfinished", now: { kind: "invalid" } }],
  ["101", { kind: "extension", extension: "101" }],
  ["109", { kind: "invalid" }],
  ["1#", { kind: "option", destination: busy }],
  ["2", { kind: "unfinished", now: { kind: "extension", extension: "2" } }],
  ["2#", { kind: "extension", extension: "2" }],
  ["20", { kind: "extension", extension: "20" }],
  ["#", { kind: "option", destination: hangUp }],
  ["9", { kind: "invalid" }],
  ["*", { kind: "invalid" }],
  ["##", { kind: "option", destination: hangUp }],
])("%s means %j", (keys, choice) => {
  expect(menuChoice(menu, extensions, keys)).toEqual(choice);
});

test("without dialling of extensions a key is an option at once, or nothing", () => {
  const plain = { options, dialByExtension: false };
  expect(menuChoice(plain, extensions, "1")).toEqual({ kind: "option", destination: busy });
  expect(menuChoice(plain, extensions, "2")).toEqual({ kind: "invalid" });
});
