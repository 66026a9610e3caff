/** People in a real database: what is kept, who can't be locked out, and secrets that are told once. */
import { beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { userSettings } from "../domain/user.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const users = await import("./users.ts");
const changes = await import("./user-changes.ts");
const sessions = await import("./sessions.ts");
const secrets = await import("./user-secrets.ts");
const accounts = await import("./accounts.ts");
const { allAccounts, digestHash, sipRealm } = await import("./sip-accounts.ts");
const menus = await import("./menus.ts");
const { menuSettings } = await import("../domain/menu.ts");

let count = 0;
let actor: Actor;
let domain: string;

async function organisation(): Promise<Actor> {
  domain = `users-${++count}.invalid`;
  const { id } = await db().organisation.create({ data: { name: domain } });
  const data = { organisationId: id, email: `admin@${domain}`, name: "Admin", extension: "100", role: "administrator" } as const;
  const user = await db().user.create({ data });
  return { userId: user.id, organisationId: id, role: "administrator", name: "Admin", language: "fi" };
}
beforeEach(async () => {
  actor = await organisation();
});

const person = (given: Record<string, unknown> = {}) =>
  userSettings.parse({ name: "Uusi Ihminen", email: `${++count}@${domain}`, extension: String(2000 + count), ...given });
async function added(given: Record<string, unknown> = {}, by = actor) {
  const saved = await changes.create(by, person(given));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.user;
}
const settingsOf = (user: Awaited<ReturnType<typeof added>>, given: Record<string, unknown> = {}) => ({
  ...userSettings.parse({ ...user, ...given }),
  version: user.version,
});

describe("a person", () => {
  test("gets an account for each phone, with names that nobody has, and loses those of phones that go", async () => {
    const extension = String(7000 + count);
    const user = await added({ extension, workstation: {}, ipPhone: { enabled: false }, mobile: { number: "045 000 0000" } });
    const names = user.devices.map(({ kind, username, enabled }) => [kind, username, enabled]);
    expect(names).toEqual([
      ["workstation", extension, true],
      ["mobile", null, true],
      ["ipPhone", `${extension}-ip`, false],
    ]);
    const saved = await changes.save(actor, user.id, settingsOf(user, { ipPhone: { enabled: true } }));
    expect(saved).toMatchObject({
      ok: true,
      user: { version: 2, devices: [{ kind: "ipPhone", username: `${extension}-ip`, enabled: true }] },
    });
    expect((await allAccounts()).filter((account) => account.userId === user.id)).toHaveLength(1);
  });

  test("whose extension or address is taken is refused with the field named", async () => {
    const user = await added();
    const other = await organisation();
    await db().number.create({ data: { organisationId: actor.organisationId, digits: String(90_000 + count), type: "test" } });
    expect(await changes.create(actor, person({ extension: user.extension }))).toMatchObject({
      reason: "extensionTaken",
      field: "extension",
    });
    expect(await changes.create(actor, person({ extension: String(90_000 + count - 1) }))).toMatchObject({ reason: "extensionTaken" });
    expect(await changes.create(other, person({ email: user.email.toUpperCase() }))).toMatchObject({
      reason: "emailTaken",
      field: "email",
    });
    expect(await changes.create(other, person({ extension: user.extension }))).toMatchObject({ ok: true });
  });

  test("is changed by one administrator at a time, and by none of another organisation", async () => {
    const user = await added();
    const other = await organisation();
    expect(await changes.save(actor, user.id, settingsOf(user, { name: "Ensimmäinen" }))).toMatchObject({ ok: true });
    const late = await changes.save(actor, user.id, settingsOf(user, { name: "Toinen" }));
    expect(late).toMatchObject({ reason: "changedByAnother", current: { name: "Ensimmäinen", version: 2 } });
    expect(await changes.save(other, user.id, settingsOf(user))).toEqual({ ok: false, reason: "notFound" });
    expect(await changes.remove(other, user.id)).toEqual({ ok: false, reason: "notFound" });
    expect(await users.get(other, user.id)).toBeNull();
  });

  test("to whom calls are sent is not deleted, and the sender is named; without that he goes, with his phones", async () => {
    const user = await added({ ipPhone: {} });
    const menu = await menus.create(
      actor,
      menuSettings.parse({ name: "Vaihde", options: [{ key: "1", destination: { kind: "user", userId: user.id } }] }),
    );
    expect(await changes.remove(actor, user.id)).toEqual({ ok: false, reason: "inUse", usedBy: ["Vaihde"] });
    if (menu.ok) await menus.remove(actor, menu.menu.id);
    expect(await changes.remove(actor, user.id)).toEqual({ ok: true });
    expect((await allAccounts()).filter((account) => account.userId === user.id)).toEqual([]);
  });
});

describe("an administrator", () => {
  test("can't take his own rights, nor delete himself", async () => {
    const self = (await users.get(actor, actor.userId))!;
    await added({ role: "administrator" });
    expect(await changes.save(actor, self.id, settingsOf(self, { role: "member" }))).toMatchObject({ reason: "notSelf", field: "role" });
    expect(await changes.save(actor, self.id, settingsOf(self, { active: false }))).toMatchObject({ reason: "notSelf", field: "active" });
    expect(await changes.save(actor, self.id, settingsOf(self, { name: "Uusi nimi" }))).toMatchObject({ ok: true });
    expect(await changes.remove(actor, self.id)).toEqual({ ok: false, reason: "notSelf" });
  });

  test("always remains: two who take each other's rights in the same moment leave one", async () => {
    const second = await added({ role: "administrator" });
    const asSecond: Actor = { ...actor, userId: second.id };
    const first = (await users.get(actor, actor.userId))!;
    const results = await Promise.all([
      changes.save(actor, second.id, settingsOf(second, { role: "member" })),
      changes.save(asSecond, first.id, settingsOf(first, { active: false })),
    ]);
    expect(results.map((result) => result.ok).sort()).toEqual([false, true]);
    expect(results.find((result) => !result.ok)).toMatchObject({ reason: "lastAdministrator" });
  });
});

const age = { idleSeconds: 1800, longestSeconds: 43_200 };
async function signedIn(email: string) {
  const { id: userId, tokenVersion } = (await accounts.findForSignIn(email))!;
  return { userId, tokenVersion, sessionId: await sessions.begin(userId, "192.0.2.1", "test", age) };
}

describe("a session", () => {
  test("ends at once when the person may not sign in any more, and does not come back with him", async () => {
    const user = await added();
    const session = await signedIn(user.email);
    expect(await sessions.accountOf(session)).not.toBeNull();
    const off = await changes.save(actor, user.id, settingsOf(user, { active: false }));
    if (!off.ok) throw new Error(off.reason);
    expect(await sessions.accountOf(session)).toBeNull();
    await changes.save(actor, user.id, settingsOf(off.user, { active: true }));
    expect(await sessions.accountOf(session)).toBeNull();
  });

  test("is ended by an administrator of the same organisation only", async () => {
    const user = await added();
    const other = await organisation();
    const session = await signedIn(user.email);
    expect(await secrets.endSessions(other, user.id)).toBe(false);
    expect(await sessions.accountOf(session)).not.toBeNull();
    expect(await secrets.endSessions(actor, user.id)).toBe(true);
    expect(await sessions.accountOf(session)).toBeNull();
  });
});

describe("a SIP password", () => {
  test("is told once and kept as HA1 only; a new one ends the old, another organisation makes none", async () => {
    const user = await added({ ipPhone: {} });
    const made = await secrets.renewSipPassword(actor, user.id, "ipPhone");
    if (!made.ok) throw new Error(made.reason);
    const ha1 = async () => (await allAccounts()).find((account) => account.userId === user.id)!.ha1["SHA-256"];
    expect(await ha1()).toBe(digestHash("SHA-256", `${made.username}:${sipRealm}:${made.password}`));
    expect(JSON.stringify(await db().auditEntry.findMany({ where: { organisationId: actor.organisationId } }))).not.toContain(
      made.password,
    );
    const again = await secrets.renewSipPassword(actor, user.id, "ipPhone");
    expect(again.ok && again.password).not.toBe(made.password);
    expect(await ha1()).not.toBe(digestHash("SHA-256", `${made.username}:${sipRealm}:${made.password}`));
    expect(await secrets.renewSipPassword(await organisation(), user.id, "ipPhone")).toEqual({ ok: false, reason: "notFound" });
    expect(await secrets.renewSipPassword(actor, user.id, "workstation")).toEqual({ ok: false, reason: "notFound" });
  });
});

describe("a password link", () => {
  test("works once, ends the sessions, and tells whose it is while it is good", async () => {
    const user = await added();
    const link = await secrets.createPasswordLink(actor, user.id);
    if (!link.ok) throw new Error(link.reason);
    const session = await signedIn(user.email);
    expect(await secrets.passwordLinkOwner(link.token)).toMatchObject({ email: user.email });
    const tries = await Promise.all(["a", "b", "c"].map((hash) => secrets.setPasswordByLink(link.token, hash)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await secrets.passwordLinkOwner(link.token)).toBeNull();
    expect(await sessions.accountOf(session)).toBeNull();
  });

  test("is ended by a newer one, by three days, and by the person's being made inactive", async () => {
    const user = await added();
    const make = async () => {
      const link = await secrets.createPasswordLink(actor, user.id);
      if (!link.ok) throw new Error(link.reason);
      return link;
    };
    const [first, second] = [await make(), await make()];
    expect(await secrets.passwordLinkOwner(first.token)).toBeNull();
    const expiry = Date.parse(second.expiresAt);
    expect(await secrets.passwordLinkOwner(second.token, new Date(expiry - 1))).not.toBeNull();
    expect(await secrets.setPasswordByLink(second.token, "x", new Date(expiry))).toBe(false);
    await changes.save(actor, user.id, settingsOf(user, { active: false }));
    expect(await secrets.setPasswordByLink(second.token, "x")).toBe(false);
    expect(await secrets.createPasswordLink(actor, user.id)).toEqual({ ok: false, reason: "notFound" });
  });
});

test("each wrong value names its field", () => {
  const wrong = userSettings.safeParse({ name: " ", email: "ei osoite", extension: "1a", mobile: { number: "puhelin" } });
  expect(wrong.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
    ["name", "errors.required"],
    ["email", "errors.email"],
    ["extension", "errors.extension"],
    ["mobile.number", "errors.phoneNumber"],
  ]);
  const said = (given: Record<string, unknown>) =>
    userSettings.safeParse({ name: "x", email: "x@y.fi", extension: "10", ...given }).error?.issues.map((issue) => issue.message);
  expect(said({ profile: "basic", ipPhone: {} })).toEqual(["errors.basicProfile"]);
  expect(said({ extension: "112" })).toEqual(["errors.extensionEmergency"]);
});
