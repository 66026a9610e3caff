/** Operator connections and bans in a real database: what is refused, what is never told, who sees what. */
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { newTrunk, trunkUpdate } from "../domain/trunk.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { administratorOf } = await import("./testing/administrator.ts");
const trunks = await import("./trunks.ts");
const sipBans = await import("./sip-bans.ts");
const { loadConfiguration } = await import("./configuration.ts");
const { trunkPasswordName, unseal } = await import("./sealed.ts");

const secret = "installation-secret-of-the-test-run";

let actor: Actor;
let other: Actor;
beforeAll(async () => {
  actor = await administratorOf("trunks-a");
  other = await administratorOf("trunks-b");
});

const registration = { user: "jono", realm: "operator.example", password: "very secret" };
async function created(owner: Actor, given: Record<string, unknown>) {
  const saved = await trunks.create(owner, newTrunk.parse({ peer: "sip.operator.example:5060", ...given }), secret);
  if (!saved.ok) throw new Error(saved.reason);
  return saved.trunk;
}

describe("a trunk", () => {
  test("by registration: its password is sealed, known to the worker alone, and in no answer or audit entry", async () => {
    const trunk = await created(actor, { name: "Registered", registration });
    expect(trunk.registration).toEqual({ user: "jono", realm: "operator.example", hasPassword: true });
    const [configured] = (await loadConfiguration(actor.organisationId))!.trunks;
    expect(unseal(secret, trunkPasswordName(trunk.id), configured!.registration!.sealedPassword)).toBe("very secret");
    const told = JSON.stringify([await trunks.list(actor), await db().auditEntry.findMany({ where: { subjectId: trunk.id } }), configured]);
    expect(told).not.toContain("very secret");
    await trunks.remove(actor, trunk.id);
  });

  test("keeps its password when it is left out, but not for another account or peer", async () => {
    const trunk = await created(actor, { name: "Kept", registration });
    const { password: _left, ...account } = registration;
    const update = (rest: Record<string, unknown>, version: number) =>
      trunks.save(actor, trunk.id, trunkUpdate.parse({ ...trunk, registration: account, ...rest, version }), secret);
    expect(await update({ channels: 5 }, 1)).toMatchObject({ ok: true, trunk: { channels: 5, registration: { hasPassword: true } } });
    expect(await update({ peer: "evil.example" }, 2)).toMatchObject({ ok: false, reason: "passwordNeeded" });
    expect(await update({ registration: { ...account, realm: "evil.example" } }, 2)).toMatchObject({ ok: false, reason: "passwordNeeded" });
    expect(await update({ name: "Late" }, 1)).toMatchObject({ ok: false, reason: "changedByAnother", current: { version: 2 } });
    await trunks.remove(actor, trunk.id);
  });

  test("may not share a name in the organisation, nor an address with anyone", async () => {
    const trunk = await created(actor, { name: "Only", sourceAddresses: ["192.0.2.1"] });
    const again = (owner: Actor, given: Record<string, unknown>) =>
      trunks.create(owner, newTrunk.parse({ peer: "sip.operator.example", ...given }), secret);
    expect(await again(actor, { name: "Only" })).toMatchObject({ ok: false, reason: "nameTaken" });
    expect(await again(other, { name: "Mine", sourceAddresses: ["192.0.2.2", "192.0.2.1"] })).toMatchObject({ reason: "addressTaken" });
    await trunks.remove(actor, trunk.id);
  });

  test("of another organisation is not there", async () => {
    const trunk = await created(actor, { name: "Private" });
    expect(await trunks.list(other)).toEqual([]);
    expect(await trunks.get(other, trunk.id)).toBeNull();
    expect(await trunks.save(other, trunk.id, trunkUpdate.parse(trunk), secret)).toEqual({ ok: false, reason: "notFound" });
    expect(await trunks.remove(other, trunk.id)).toEqual({ ok: false, reason: "notFound" });
    await trunks.remove(actor, trunk.id);
  });

  test.each([
    { peer: "sip.operator.example:99999" },
    { peer: "sip:operator.example" },
    { peer: "operator.example\r\nVia: x" },
    { peer: "" },
    { sourceAddresses: ["carrier.example"] },
    { sourceAddresses: ["192.0.2.256"] },
    { channels: 0 },
    { callsPerSecond: 1001 },
    { registration: { user: "jono", realm: "operator.example" } },
  ])("%j is refused", (given) => {
    expect(newTrunk.safeParse({ name: "T", peer: "sip.operator.example", ...given }).success).toBe(false);
  });
});

describe("a ban", () => {
  const endsAt = new Date(Date.now() + 300_000);
  test("is seen and lifted by the organisation whose account was tried, and by no other", async () => {
    await sipBans.add({ organisationId: actor.organisationId, address: "192.0.2.66", username: "101", endsAt });
    await sipBans.add({ organisationId: null, address: "192.0.2.66", username: null, endsAt });
    const [ban, ...rest] = await sipBans.list(actor);
    expect([ban?.address, ban?.username, rest]).toEqual(["192.0.2.66", "101", []]);
    expect(await sipBans.list(other)).toEqual([]);
    expect(await sipBans.lift(other, ban!.id)).toEqual({ ok: false, reason: "notFound" });
    expect(await sipBans.lift(actor, ban!.id)).toEqual({ ok: true });
    expect(await sipBans.list(actor)).toEqual([]);
    expect((await sipBans.inForce()).map(({ username }) => username)).toEqual([null]);
    expect(await db().auditEntry.count({ where: { subjectId: ban!.id, action: "delete" } })).toBe(1);
  });

  test("that is over is not shown", async () => {
    await sipBans.add({ organisationId: actor.organisationId, address: "192.0.2.67", username: "101", endsAt: new Date(Date.now() - 1) });
    expect(await sipBans.list(actor)).toEqual([]);
  });
});
