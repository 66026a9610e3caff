/** What the OpenAPI document shows as answers is what a running Jono answers; and what was read can be written back. */
import { expect, test } from "vitest";
import { answers } from "../../app/api/v1/openapi.json/answers.ts";
import { ApiWalk } from "./api-walk.ts";
import { api, finishedCall, group, phone } from "./scene.ts";

/** These hold whatever was changed, or happened. */
const free = new Set(["before", "after", "detail"]);
const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object";

/** Where the two are not of one shape. What is null or empty in one of them may be anything in the other. */
function differences(shown: unknown, told: unknown, at: string): string[] {
  if (shown === null || told === null) return [];
  if (Array.isArray(shown) && Array.isArray(told)) return shown.length && told.length ? differences(shown[0], told[0], `${at}[0]`) : [];
  if (!isObject(shown) || !isObject(told)) return typeof shown === typeof told ? [] : [`${at}: ${typeof told}`];
  const names = [...new Set([...Object.keys(shown), ...Object.keys(told)])];
  return names.flatMap((name) => {
    if (!(name in shown) || !(name in told)) return [`${at}.${name} only ${name in told ? "told" : "shown"}`];
    return free.has(name) ? [] : differences(shown[name], told[name], `${at}.${name}`);
  });
}

test("answers are as the document shows them, and what was read can be written back", async () => {
  const queue = await group([]);
  const caller = await phone("101");
  await caller.dial(queue.uri);
  await finishedCall(queue);
  const walk = new ApiWalk(api);
  await walk.all();
  expect(Object.entries(walk.answers).flatMap(([name, answer]) => differences(answers[name], answer, name))).toEqual([]);
});
