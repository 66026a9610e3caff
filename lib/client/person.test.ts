import { afterEach, expect, test, vi } from "vitest";
import { getJson, sendJson } from "./api.ts";
import { Person, person } from "./person.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("who touches nothing for a minute is not at work, until the next touch", () => {
  let now = 5_000;
  const page = new EventTarget();
  const somebody = new Person(() => now);
  somebody.watch(page);
  expect(somebody.isAtWork()).toBe(true);
  now += 60_000;
  expect(somebody.isAtWork()).toBe(false);
  for (const sign of ["pointerdown", "pointermove", "keydown", "wheel"]) {
    now += 60_000;
    expect(somebody.isAtWork()).toBe(false);
    page.dispatchEvent(new Event(sign));
    expect(somebody.isAtWork()).toBe(true);
  }
});

test("what a page asks while nobody is there says so, whatever else it says", async () => {
  const asked: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    asked.push(headers.get("Jono-Background"), headers.get("Content-Type"));
    return new Response(null, { status: 204 });
  });
  const atWork = vi.spyOn(person, "isAtWork").mockReturnValue(true);
  await getJson("/messages");
  atWork.mockReturnValue(false);
  await getJson("/messages");
  await sendJson("PUT", "/messages", {});
  expect(asked).toEqual([null, null, "1", null, "1", "application/json"]);
});
