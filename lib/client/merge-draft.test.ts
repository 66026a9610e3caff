import { expect, test } from "vitest";
import { changedKeys, mergeDraft } from "./merge-draft.ts";

const base = { name: "a", limit: 1, list: ["x"] };

test("what only the other changed comes in, what only I changed stays", () => {
  const { merged, conflicts } = mergeDraft(base, { ...base, name: "mine" }, { ...base, limit: 2 });
  expect(merged).toEqual({ name: "mine", limit: 2, list: ["x"] });
  expect(conflicts).toEqual([]);
});

test("what both changed differently is mine, and named; the same change is no conflict", () => {
  const { merged, conflicts } = mergeDraft(base, { ...base, name: "mine", list: [] }, { ...base, name: "theirs", list: [] });
  expect(merged).toEqual({ name: "mine", limit: 1, list: [] });
  expect(conflicts).toEqual(["name"]);
});

test("lists with the same things are unchanged", () => {
  expect(changedKeys(base, { ...base, list: ["x"] })).toEqual([]);
  expect(changedKeys(base, { ...base, list: ["x", "y"] })).toEqual(["list"]);
});
