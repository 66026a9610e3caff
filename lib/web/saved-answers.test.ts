/** What the repositories say of a change, as the API answers it. */
import { expect, test } from "vitest";
import type { GroupDocument } from "../domain/group/group.ts";
import { Problem, problemResponse } from "./problem.ts";
import { groupAnswer, removedAnswer, twoStepAnswer, webhookMadeAnswer } from "./saved-answers.ts";

/** As a browser gets it. */
async function refused(answer: unknown): Promise<unknown> {
  if (!(answer instanceof Problem)) throw new Error("no refusal");
  const response = problemResponse(answer);
  const { type: _type, title: _title, ...told } = await response.json();
  expect(told.status).toBe(response.status);
  return told;
}

test("what was saved is answered as it is now, and what was removed with nothing", () => {
  const group = { id: "g", version: 2 } as GroupDocument;
  expect(groupAnswer({ ok: true, group })).toBe(group);
  expect(removedAnswer({ ok: true })).toBeUndefined();
});

test("a refusal names the field that it is about, by the words of the code", async () => {
  expect(await refused(groupAnswer({ ok: false, reason: "nameTaken", field: "general.name" }))).toEqual({
    ...{ status: 409, code: "nameTaken" },
    fields: [{ path: "general.name", message: "errors.nameTaken" }],
  });
  expect(await refused(webhookMadeAnswer({ ok: false, reason: "tooManyWebhooks" }))).toEqual({ status: 409, code: "tooManyWebhooks" });
});

test("a change over another's is answered with the document as it is now, a loop with its way, what is in use with where", async () => {
  const current = { id: "g", version: 3 } as GroupDocument;
  expect(await refused(groupAnswer({ ok: false, reason: "changedByAnother", current }))).toEqual({
    ...{ status: 409, code: "changedByAnother", current },
  });
  const loop = { ok: false as const, reason: "overflowLoop" as const, field: "queue.overflowDestination", path: ["A", "B", "A"] };
  expect(await refused(groupAnswer(loop))).toMatchObject({
    ...{ code: "overflowLoop", path: ["A", "B", "A"], fields: [{ path: "queue.overflowDestination", message: "errors.overflowLoop" }] },
  });
  expect(await refused(removedAnswer({ ok: false, reason: "inUse", usedBy: ["Myynti"] }))).toMatchObject({
    status: 409,
    usedBy: ["Myynti"],
  });
});

test("a secret or code is told without the word that all went well", async () => {
  expect(twoStepAnswer({ ok: true, codes: ["a-b"] })).toEqual({ codes: ["a-b"] });
  expect(await refused(twoStepAnswer({ ok: false, reason: "wrongCode" }))).toEqual({ status: 422, code: "wrongCode" });
  const record = { id: "w" } as never;
  expect(webhookMadeAnswer({ ok: true, record, secret: "s" })).toEqual({ record, secret: "s" });
});
