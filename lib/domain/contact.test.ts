import { expect, test } from "vitest";
import { type Contact, contactsFound } from "./contact.ts";

const contacts: Contact[] = [
  { kind: "group", name: "Asiakaspalvelu", number: "8000" },
  { kind: "person", name: "Linda Holm", number: "105" },
  { kind: "person", name: "Mikko Åberg", number: "102" },
];

test.each([
  ["", ["8000", "105", "102"]],
  ["  ", ["8000", "105", "102"]],
  ["holm LIN", ["105"]],
  ["åb", ["102"]],
  ["10", ["105", "102"]],
  ["linda 102", []],
])("a search for %j finds %j", (search, numbers) => {
  expect(contactsFound(contacts, search).map(({ number }) => number)).toEqual(numbers);
});
