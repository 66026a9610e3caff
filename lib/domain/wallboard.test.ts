import { expect, test } from "vitest";
import { chosenGroups, columnsFor, mostGroups, rowsFor, wallboardAddress } from "./wallboard.ts";

const watched = Array.from({ length: 20 }, (_, index) => ({ id: `g${index}` }));
const ids = (named: string | string[] | undefined) => chosenGroups(watched, named).map(({ id }) => id);

test.each([
  ["the groups of the address in its order", "g5,g1", ["g5", "g1"]],
  ["each once", ["g1", "g1,g2"], ["g1", "g2"]],
  ["nothing of a group that is not watched", "g1,other", ["g1"]],
  ["nothing at all when none of them is watched", "other", []],
] as const)("a wallboard shows %s", (_what, named, expected) => {
  expect(ids(named as string)).toEqual(expected);
});

test("a wallboard without named groups shows the first ones that fit, and never more", () => {
  expect(ids(undefined)).toHaveLength(mostGroups);
  expect(ids("")).toHaveLength(mostGroups);
  expect(ids(watched.map(({ id }) => id).join(","))).toHaveLength(mostGroups);
});

test("its address brings the same groups back", () => {
  const named = new URL(wallboardAddress(["g7", "g3"]), "http://x").searchParams.get("groups");
  expect(ids(named ?? undefined)).toEqual(["g7", "g3"]);
  expect(wallboardAddress([])).toBe("/live/wallboard");
});

test("every number of groups has room in at most four columns and three rows", () => {
  for (let count = 1; count <= mostGroups; count += 1) {
    expect(columnsFor(count) * rowsFor(count)).toBeGreaterThanOrEqual(count);
    expect([columnsFor(count) <= 4, rowsFor(count) <= 3]).toEqual([true, true]);
  }
  expect(rowsFor(0)).toBe(1);
});
