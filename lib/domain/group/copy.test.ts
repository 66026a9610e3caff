import { expect, test } from "vitest";
import { changedSettings, settingsOf } from "./changes.ts";
import { copyName, copyOfGroup } from "./copy.ts";
import { groupDocument } from "./group.ts";

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const words = (n: number) => (n === 1 ? "(kopio)" : `(kopio ${n})`);

test("a copy takes every setting but the name, the number and what was switched by hand", () => {
  const group = groupDocument.parse({
    id: id(1),
    version: 7,
    general: { name: "Asiakaspalvelu", numberId: id(2), language: "sv", billingAccountId: id(3) },
    members: { members: [{ userId: id(4), skillLevel: 1, ringOrder: 1 }], supervisors: [id(5)] },
    hours: { alwaysOpen: false, manual: "emergency", exceptions: [{ date: "2026-12-31", name: "x", ranges: [] }] },
  });
  const copy = copyOfGroup(group, "Asiakaspalvelu (kopio)");
  expect(changedSettings(settingsOf(group), copy)).toEqual(["general.name", "general.numberId", "hours.manual"]);
  expect([copy.general.name, copy.general.numberId, copy.hours.manual]).toEqual(["Asiakaspalvelu (kopio)", "", "automatic"]);
  expect(Object.keys(copy)).not.toContain("version");
  expect(group.hours.manual).toBe("emergency");
});

test("its name is the first that is free", () => {
  expect(copyName("Myynti", ["Myynti"], words)).toBe("Myynti (kopio)");
  expect(copyName("Myynti", ["Myynti", "Myynti (kopio)", "Myynti (kopio 2)"], words)).toBe("Myynti (kopio 3)");
});

test("a name of 80 characters gives way to the addition, and no character is cut in half", () => {
  const long = "😀".repeat(80);
  const name = copyName(long, [long], words);
  expect(name).toBe(`${"😀".repeat(72)} (kopio)`);
  expect([...name]).toHaveLength(80);
});
