/** The second step of signing in, in a real database and with a clock of the test's own. */
import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { codeOf, stepAt } from "../totp/totp.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const twoStep = await import("./two-step.ts");
const { unseal } = await import("./sealed.ts");

const installation = "installation-secret-of-the-test-run";
const start = new Date("2026-11-22T10:00:00Z");
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

let count = 0;
let actor: Actor;
async function person(): Promise<Actor> {
  const { id: organisationId } = await db().organisation.create({ data: { name: "two-step" } });
  const data = { organisationId, email: `${++count}@two-step.invalid`, name: "Maija", extension: "100" };
  const { id: userId } = await db().user.create({ data });
  return { userId, organisationId, role: "administrator", name: "Maija", language: "fi" };
}
beforeEach(async () => {
  actor = await person();
});

async function codeAt(now: Date): Promise<string> {
  const { totpSecret } = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
  return codeOf(Buffer.from(unseal(installation, `user ${actor.userId} totp`, totpSecret!)!, "base64"), stepAt(now));
}
async function setUp(): Promise<string[]> {
  await twoStep.start(actor, "maija@two-step.invalid", installation);
  const made = await twoStep.confirm(actor, await codeAt(start), installation, start);
  if (!made.ok) throw new Error(made.reason);
  return made.recoveryCodes;
}
const check = (code: string, now: Date) => twoStep.checkCode(actor.userId, code, installation, now);
const wrong = { ok: false, reason: "wrongCode" };

test("it is in use when the first code has been given, and only then", async () => {
  const started = await twoStep.start(actor, "maija@two-step.invalid", installation);
  expect(started).toMatchObject({ ok: true, uri: expect.stringContaining("otpauth://totp/Jono:maija%40two-step.invalid?secret=") });
  expect(await twoStep.confirm(actor, "000000", installation, start)).toEqual(wrong);
  expect(await twoStep.state(actor)).toEqual({ on: false, recoveryCodesLeft: 0 });
  const made = await twoStep.confirm(actor, await codeAt(start), installation, start);
  expect(made.ok && new Set(made.recoveryCodes).size).toBe(10);
  expect(await twoStep.state(actor)).toEqual({ on: true, recoveryCodesLeft: 10 });
  expect(await twoStep.start(actor, "maija@two-step.invalid", installation)).toEqual({ ok: false, reason: "notNow" });
});

test("neither the secret nor a recovery code is readable in the database or the audit log", async () => {
  const started = await twoStep.start(actor, "maija@two-step.invalid", installation);
  const made = await twoStep.confirm(actor, await codeAt(start), installation, start);
  if (!started.ok || !made.ok) throw new Error("not set up");
  const kept = JSON.stringify([
    await db().user.findUnique({ where: { id: actor.userId } }),
    await db().auditEntry.findMany({ where: { organisationId: actor.organisationId } }),
  ]);
  for (const secret of [started.key, ...made.recoveryCodes]) expect(kept).not.toContain(secret);
});

test("a code is taken once, in its window too; an earlier one not after a later one", async () => {
  await setUp();
  expect(await check(await codeAt(start), after(5))).toEqual(wrong);
  const next = await codeAt(after(60));
  const before = await codeAt(after(30));
  expect(await check(next, after(60))).toEqual({ ok: true });
  expect(await check(next, after(61))).toEqual(wrong);
  expect(await check(before, after(61))).toEqual(wrong);
});

test("of many who give the same code at once one gets in", async () => {
  await setUp();
  const code = await codeAt(after(60));
  const answers = await Promise.all(Array.from({ length: 5 }, () => check(code, after(60))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});

test("a recovery code gets in once, however it is written, also when many try at once", async () => {
  const [first = "", second = ""] = await setUp();
  expect(await check(first.toUpperCase().replaceAll("-", " "), start)).toEqual({ ok: true });
  expect(await check(first, start)).toEqual(wrong);
  const answers = await Promise.all(Array.from({ length: 4 }, () => check(second, start)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await twoStep.state(actor)).toEqual({ on: true, recoveryCodesLeft: 8 });
});

test("after ten wrong codes in a quarter of an hour the right one waits too", async () => {
  await setUp();
  for (let tries = 0; tries < 10; tries++) expect(await check("000000", after(60))).toEqual(wrong);
  expect(await check(await codeAt(after(60)), after(60))).toEqual({ ok: false, reason: "tooManyTries" });
  expect(await check(await codeAt(after(961)), after(961))).toEqual({ ok: true });
});

test("new recovery codes and turning it off need a code", async () => {
  const [old = ""] = await setUp();
  expect(await twoStep.renewRecoveryCodes(actor, "000000", installation, after(60))).toEqual(wrong);
  expect(await twoStep.renewRecoveryCodes(actor, await codeAt(after(60)), installation, after(60))).toMatchObject({ ok: true });
  expect(await check(old, after(60))).toEqual(wrong);
  expect(await twoStep.turnOff(actor, "000000", installation, after(120))).toEqual(wrong);
  expect(await twoStep.turnOff(actor, await codeAt(after(120)), installation, after(120))).toEqual({ ok: true });
  expect(await twoStep.state(actor)).toEqual({ on: false, recoveryCodesLeft: 0 });
});

test("an administrator of the same organisation resets another's, and it is audited", async () => {
  await setUp();
  expect(await twoStep.resetOf(await person(), actor.userId)).toBe(false);
  expect(await twoStep.state(actor)).toMatchObject({ on: true });
  expect(await twoStep.resetOf(actor, actor.userId)).toBe(true);
  expect(await twoStep.state(actor)).toMatchObject({ on: false });
  const events = await db().auditEntry.findMany({ where: { organisationId: actor.organisationId }, orderBy: { at: "asc" } });
  expect(events.map(({ action, subjectKind }) => `${subjectKind} ${action}`)).toEqual(["twoStep create", "twoStep delete"]);
});
