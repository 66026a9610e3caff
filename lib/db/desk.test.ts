/** What a member sees of his own day, and the notes that he keeps with his calls. */
import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Actor, Role } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";
import type { Prisma } from "../generated/prisma/client.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const desk = await import("./desk.ts");
const groups = await import("./groups.ts");

const now = new Date("2026-03-02T10:00:00Z");
const at = (time: string) => new Date(`2026-03-02T${time}Z`);
let organisationId: string;
let anna: Actor;
let ville: Actor;

async function person(name: string, role: Role = "member"): Promise<Actor> {
  const email = `${crypto.randomUUID()}@desk.invalid`;
  const extension = String(Math.floor(Math.random() * 900_000) + 100_000);
  const user = await db().user.create({ data: { organisationId, email, name, extension, role } });
  return { userId: user.id, organisationId, role, name, language: "fi" };
}

async function call(more: Partial<Prisma.CallUncheckedCreateInput> = {}, rings: [Actor, string, string][] = []): Promise<string> {
  const id = crypto.randomUUID();
  const facts = { groupName: "Myynti", dialledNumber: "8000", callerNumber: "0401234567", sipCallId: id };
  await db().call.create({ data: { id, organisationId, ...facts, direction: "incoming", arrivedAt: at("09:00:00"), ...more } });
  await db().callEvent.createMany({
    data: rings.map(([{ userId }, time, result], index) => ({
      ...{ callId: id, sequence: index + 1, at: at(time), kind: "ringEnded", userId, detail: { result } },
    })),
  });
  return id;
}

beforeEach(async () => {
  organisationId = (await db().organisation.create({ data: { name: "desk" } })).id;
  [anna, ville] = [await person("Anna"), await person("Ville")];
});

describe("missed calls", () => {
  test("are one's own unanswered rings of today with the last reason, the newest first", async () => {
    const timeout = await call({}, [
      [anna, "09:00:20", "timeout"],
      [anna, "09:00:41", "declined"],
    ]);
    const left = await call({ callerNumber: null }, [[anna, "09:30:00", "callerLeft"]]);
    const { missed, figures } = await desk.day(anna, now);
    expect(missed).toEqual([
      {
        callId: left,
        at: "2026-03-02T09:30:00.000Z",
        groupName: "Myynti",
        callerNumber: null,
        callerName: null,
        result: "callerLeft",
        times: 1,
      },
      {
        ...{ callId: timeout, at: "2026-03-02T09:00:41.000Z", groupName: "Myynti", callerNumber: "0401234567", callerName: null },
        ...{ result: "declined", times: 2 },
      },
    ]);
    expect(figures.missed).toBe(2);
  });

  test("are neither a colleague's, nor answered by him or first by another, nor of yesterday", async () => {
    await call({}, [[ville, "09:00:20", "timeout"]]);
    await call({}, [[anna, "09:00:20", "answeredElsewhere"]]);
    await call({ answeredById: anna.userId }, [[anna, "09:00:20", "timeout"]]);
    const id = await call({ arrivedAt: new Date("2026-03-01T21:00:00Z") });
    await db().callEvent.create({
      data: {
        callId: id,
        sequence: 1,
        at: new Date("2026-03-01T21:00:20Z"),
        kind: "ringEnded",
        userId: anna.userId,
        detail: { result: "timeout" },
      },
    });
    expect((await desk.day(anna, now)).missed).toEqual([]);
  });
});

test("own figures are of the calls that one answered today, the present one too", async () => {
  const mine = { answeredById: anna.userId };
  await call({ ...mine, answeredAt: at("09:00:10"), talkSeconds: 120, wrapUpSeconds: 30 });
  await call({ ...mine, answeredAt: at("09:50:00") });
  await call({ ...mine, answeredAt: new Date("2026-03-01T21:59:00Z"), talkSeconds: 999 });
  await call({ answeredById: ville.userId, answeredAt: at("09:00:10"), talkSeconds: 999 });
  expect((await desk.day(anna, now)).figures).toEqual({ answered: 2, missed: 0, talkSeconds: 120, wrapUpSeconds: 30 });
});

describe("notes", () => {
  test("are kept with a call that one answered", async () => {
    const id = await call({ answeredById: anna.userId, queuedAt: at("09:00:00"), answeredAt: at("09:01:30") });
    expect(await desk.saveNotes(anna, id, { notes: "Kysyi laskusta", before: "" })).toEqual({ ok: true });
    expect(await desk.handled(anna, id)).toEqual({
      ...{ id, groupName: "Myynti", number: "0401234567", name: null, waitSeconds: 90, notes: "Kysyi laskusta" },
    });
  });

  test("that another has changed meanwhile are not overwritten, and are told", async () => {
    const id = await call({ answeredById: anna.userId, notes: "Valvojan lisäys" });
    const conflict = { ok: false, reason: "changedByAnother", notes: "Valvojan lisäys" };
    expect(await desk.saveNotes(anna, id, { notes: "Omat", before: "" })).toEqual(conflict);
    expect((await desk.handled(anna, id))?.notes).toBe("Valvojan lisäys");
    expect(await desk.saveNotes(anna, id, { notes: "Omat", before: "Valvojan lisäys" })).toEqual({ ok: true });
  });

  test("sent again after an answer that got lost are saved once and no conflict", async () => {
    const id = await call({ answeredById: anna.userId });
    for (const _again of [1, 2]) expect(await desk.saveNotes(anna, id, { notes: "Sama", before: "" })).toEqual({ ok: true });
  });

  test("of a colleague's call are neither shown nor written; a supervisor of the group and an administrator may", async () => {
    const boss = { ...anna, role: "administrator" as const };
    const { id: numberId } = await db().number.create({ data: { organisationId, digits: "8000", type: "test" } });
    const made = await groups.create(boss, groupSettings.parse({ general: { name: "Myynti", numberId } }));
    const groupId = made.ok ? made.group.id : "";
    const id = await call({ answeredById: anna.userId, groupId });
    const [supervisor, other, administrator] = [
      await person("Sari", "supervisor"),
      await person("Olli", "supervisor"),
      await person("Paula", "administrator"),
    ];
    await db().groupSupervisor.create({ data: { groupId, userId: supervisor.userId } });
    for (const stranger of [ville, other, { ...administrator, organisationId: crypto.randomUUID() }]) {
      expect(await desk.handled(stranger, id)).toBeNull();
      expect(await desk.saveNotes(stranger, id, { notes: "x", before: "" })).toEqual({ ok: false, reason: "notFound" });
    }
    expect(await desk.saveNotes(supervisor, id, { notes: "a", before: "" })).toEqual({ ok: true });
    expect(await desk.saveNotes(administrator, id, { notes: "b", before: "a" })).toEqual({ ok: true });
  });
});
