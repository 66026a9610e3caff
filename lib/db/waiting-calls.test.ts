import { beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { moveAudited } = await import("./waiting-calls.ts");

let actor: Actor;
let callId: string;
beforeEach(async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "moves" } });
  const data = { organisationId, email: `${crypto.randomUUID()}@moves.invalid`, name: "Sari", extension: "100" };
  const { id: userId } = await db().user.create({ data });
  actor = { userId, organisationId, role: "supervisor", name: "Sari", language: "fi" };
  callId = crypto.randomUUID();
  const call = { id: callId, organisationId, groupName: "Myynti", dialledNumber: "8000", callerNumber: "0401234567", sipCallId: "s" };
  await db().call.create({ data: { ...call, direction: "incoming", arrivedAt: new Date() } });
});

const entries = () => db().auditEntry.findMany({ where: { organisationId: actor.organisationId } });

test("a caller who was put first stands in the audit log with who did it, without his number", async () => {
  expect(await moveAudited(actor, callId, { action: "front" }, async () => ({ ok: true }))).toEqual({ ok: true });
  const all = await entries();
  expect(all).toMatchObject([
    { actorName: "Sari", action: "move", subjectKind: "call", subjectName: "Myynti", after: { action: "front" } },
  ]);
  expect(JSON.stringify(all)).not.toContain("0401234567");
});

test("what the worker refused, because he was answered meanwhile, does not stand there", async () => {
  const refused = { ok: false, reason: "notNow" } as const;
  expect(await moveAudited(actor, callId, { action: "take" }, async () => refused)).toEqual(refused);
  expect(await entries()).toEqual([]);
});
