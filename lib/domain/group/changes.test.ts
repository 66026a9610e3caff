import { expect, test } from "vitest";
import { changedSettings, mergeSettings, same, settingAt, withSetting } from "./changes.ts";
import { groupSettings } from "./group.ts";

const base = groupSettings.parse({ general: { name: "Asiakaspalvelu", numberId: "00000000-0000-4000-8000-000000000001" } });

test("a change is counted once per setting, and undoing it counts nothing", () => {
  const changed = withSetting(withSetting(base, "queue.maxWaitSeconds", 600), "members.wrapUpSeconds", 90);
  expect(changedSettings(base, changed)).toEqual(["queue.maxWaitSeconds", "members.wrapUpSeconds"]);
  expect(changedSettings(base, withSetting(changed, "members.wrapUpSeconds", 0))).toEqual(["queue.maxWaitSeconds"]);
});

test("what can't be read as a number is not a change for ever", () => {
  expect(same({ a: [Number.NaN] }, { a: [Number.NaN] })).toBe(true);
  expect(same([1], { 0: 1 })).toBe(false);
  expect(same(null, {})).toBe(false);
});

test("two people's changes come together; only the same setting with different values is a conflict", () => {
  const mine = withSetting(withSetting(base, "queue.maxWaitSeconds", 900), "members.wrapUpSeconds", 45);
  const theirs = withSetting(
    withSetting(withSetting(base, "queue.maxWaitSeconds", 300), "general.name", "Uusi nimi"),
    "members.wrapUpSeconds",
    45,
  );
  const { merged, conflicts, taken } = mergeSettings(base, mine, theirs);
  expect(conflicts).toEqual(["queue.maxWaitSeconds"]);
  expect(taken).toEqual(["general.name"]);
  expect(settingAt(merged, "general.name")).toBe("Uusi nimi");
  expect(settingAt(merged, "queue.maxWaitSeconds")).toBe(900);
  expect(changedSettings(theirs, merged)).toEqual(["queue.maxWaitSeconds"]);
});

const user = (n: number) => ({ userId: `00000000-0000-4000-8000-00000000000${n}`, skillLevel: 3, ringOrder: null });

test("lists that the database orders by itself are no change, and no conflict, for their order", () => {
  const mine = withSetting(base, "members.members", [user(2), user(1)]);
  const stored = withSetting(base, "members.members", [user(1), { ringOrder: null, skillLevel: 3, userId: user(2).userId }]);
  expect(changedSettings(mine, stored)).toEqual([]);
  expect(mergeSettings(base, mine, stored)).toMatchObject({ conflicts: [], taken: [] });
  const another = withSetting(base, "members.members", [user(1), { ...user(2), ringOrder: 1 }]);
  expect(changedSettings(mine, another)).toEqual(["members.members"]);
  const monday = withSetting(base, "hours.weekly", [[{ opens: 1, closes: 2 }], [], [], [], [], [], []]);
  const tuesday = withSetting(base, "hours.weekly", [[], [{ opens: 1, closes: 2 }], [], [], [], [], []]);
  expect(changedSettings(monday, tuesday)).toEqual(["hours.weekly"]);
});
