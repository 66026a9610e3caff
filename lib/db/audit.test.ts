/** The audit log in a real database: found by who, what, words and days, page by page, never another organisation's. */
import { beforeAll, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const audit = await import("./audit.ts");

async function organisation(): Promise<Actor> {
  const { id } = await db().organisation.create({ data: { name: "audit", timeZone: "Europe/Helsinki" } });
  return { userId: crypto.randomUUID(), organisationId: id, role: "administrator", name: "Admin", language: "fi" };
}

let actor: Actor;
let other: Actor;
beforeAll(async () => {
  actor = await organisation();
  other = await organisation();
  await add(actor, "2026-03-28T23:30:00Z", "Aino", "group", "Myynti", { general: { name: "Myynti" } });
  await add(actor, "2026-03-29T12:00:00Z", "Bertta", "trunk", "100 % oma", { peer: "sip.operaattori.example" });
  await add(actor, "2026-03-29T20:59:59Z", "Aino", "user", "Väinö", { email: "vaino@example.invalid" });
  await add(actor, "2026-03-29T21:00:00Z", "Cecilia", "group", "Tuki", { general: { name: "Tuki" } });
  await add(other, "2026-03-29T12:00:00Z", "Vieras", "group", "Salainen", {});
});

function add(owner: Actor, at: string, actorName: string, subjectKind: string, subjectName: string, after: object) {
  const data = { organisationId: owner.organisationId, at: new Date(at), actorName, action: "update", subjectKind, subjectName };
  return db().auditEntry.create({ data: { ...data, before: {}, after } });
}
const found = async (question: Parameters<typeof audit.list>[1]) =>
  (await audit.list(actor, question)).map((entry) => entry.subjectName).join(", ");

test.each([
  [{}, "Tuki, Väinö, 100 % oma, Myynti"],
  [{ who: "aino" }, "Väinö, Myynti"],
  [{ kind: "group" }, "Tuki, Myynti"],
  [{ text: "VÄINÖ" }, "Väinö"],
  [{ text: "sip.operaattori" }, "100 % oma"],
  [{ text: "100 %" }, "100 % oma"],
  [{ text: "T_ki" }, ""],
  [{ text: "Cecilia" }, "Tuki"],
  [{ who: "aino", kind: "user" }, "Väinö"],
])("entries are found: %j", async (question, names) => {
  expect(await found(question)).toBe(names);
});

test("a day is the organisation's own, also when it has 23 hours", async () => {
  expect(await found({ from: "2026-03-29", to: "2026-03-29" })).toBe("Väinö, 100 % oma, Myynti");
  expect(await found({ from: "2026-03-30" })).toBe("Tuki");
  expect(await found({ to: "2026-03-28" })).toBe("");
});

test("pages follow each other without gap or repetition, and nothing follows another organisation's entry", async () => {
  const pages: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await audit.list(actor, { after, limit: 1 });
    if (!page[0]) break;
    pages.push(page[0].subjectName);
    after = page[0].id;
  }
  expect(pages).toEqual(["Tuki", "Väinö", "100 % oma", "Myynti"]);
  const [foreign] = await audit.list(other);
  expect(await audit.list(actor, { after: foreign!.id })).toEqual([]);
});
