import fc from "fast-check";
import { expect, test } from "vitest";
import { findOverflowLoop, type Overflowing } from "./overflow-loop.ts";

const graph = (edges: Record<string, string[]>): Overflowing[] =>
  Object.entries(edges).map(([id, targets]) => ({
    id,
    name: id,
    destinations: targets.map((groupId) => (groupId === "-" ? { kind: "busy" } : { kind: "group", groupId })),
  }));

test.each([
  [{ A: ["A"] }, ["A", "A"]],
  [{ A: ["B"], B: ["A"] }, ["A", "B", "A"]],
  [{ A: ["-", "B"], B: ["C", "-"], C: ["-", "A"] }, ["A", "B", "C", "A"]],
  [{ A: ["B"], B: ["C"], C: ["B"] }, null],
  [{ A: ["gone"] }, null],
  [{ A: ["-"] }, null],
  [{ B: ["B"] }, null],
] as [Record<string, string[]>, string[] | null][])("%j from A: %j", (edges, path) => {
  expect(findOverflowLoop(graph(edges), "A")).toEqual(path);
});

test("a menu that gives the caller back when no key is pressed is part of the loop", () => {
  const group: Overflowing = { id: "g", name: "Service", destinations: [{ kind: "menu", menuId: "m" }] };
  const menu: Overflowing = { id: "m", name: "Choices", destinations: [{ kind: "group", groupId: "g" }] };
  expect(findOverflowLoop([group, menu], "m")).toEqual(["Choices", "Service", "Choices"]);
  expect(findOverflowLoop([group, { ...menu, destinations: [{ kind: "busy" }] }], "m")).toBeNull();
});

test("a path that is found is a real loop, and where there is one, one is found", () => {
  const names = ["A", "B", "C", "D", "E", "F"];
  const edges = fc.array(fc.array(fc.constantFrom(...names, "-"), { maxLength: 3 }), { minLength: 6, maxLength: 6 });
  const met = { loop: 0, none: 0 };
  fc.assert(
    fc.property(edges, (lists) => {
      const known = Object.fromEntries(names.map((name, index) => [name, lists[index]!]));
      const path = findOverflowLoop(graph(known), "A");
      const reachable = new Set(known.A);
      for (const name of reachable) for (const next of known[name] ?? []) reachable.add(next);
      expect(path !== null).toBe(reachable.has("A"));
      if (!path) return void met.none++;
      met.loop++;
      expect([path[0], path.at(-1)]).toEqual(["A", "A"]);
      for (const [index, name] of path.slice(1).entries()) expect(known[path[index]!]).toContain(name);
      expect(new Set(path.slice(1)).size).toBe(path.length - 1);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(met.loop, met.none)).toBeGreaterThan(50);
});

test("five thousand groups one after the other are followed to the end", () => {
  const count = 5_000;
  const chain = Object.fromEntries(Array.from({ length: count }, (_, n) => [`g${n}`, [`g${(n + 1) % count}`]]));
  expect(findOverflowLoop(graph(chain), "g0")).toHaveLength(count + 1);
});
