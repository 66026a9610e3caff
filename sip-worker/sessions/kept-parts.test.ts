import { expect, test } from "vitest";
import { KeptParts } from "./kept-parts.ts";

test("a part is the same object until something that it is made from changes, and is forgotten when a picture is without it", () => {
  const parts = new KeptParts<{ text: string }>();
  const picture = (...from: unknown[]) => {
    parts.begin();
    return parts.part("a", from, () => ({ text: from.join() }));
  };
  const first = picture("x", null);
  expect(picture("x", null)).toBe(first);
  expect(picture("x", 1)).toEqual({ text: "x,1" });
  expect(picture("x")).toEqual({ text: "x" });
  const last = picture("x");
  parts.begin();
  expect(picture("x")).not.toBe(last);
});
