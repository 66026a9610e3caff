/** Menus and message boxes in a real database: what is kept, what is refused, and that nothing is left behind. */
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { type MenuDocument, menuSettings } from "../domain/menu.ts";
import { type MessageBoxDocument, messageBoxSettings } from "../domain/message-box.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const { administratorOf } = await import("./testing/administrator.ts");
const menus = await import("./menus.ts");
const messageBoxes = await import("./message-boxes.ts");

let actor: Actor;
let other: Actor;
beforeAll(async () => {
  actor = await administratorOf("menus-a");
  other = await administratorOf("menus-b");
});

const written = (given: Record<string, unknown>) => menuSettings.parse(given);
async function made(owner: Actor, given: Record<string, unknown>): Promise<MenuDocument> {
  const saved = await menus.create(owner, written(given));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.menu;
}
async function box(owner: Actor, name: string): Promise<MessageBoxDocument> {
  const saved = await messageBoxes.create(owner, messageBoxSettings.parse({ name, questions: [{ prompt: "Mitä asia koskee?" }] }));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.messageBox;
}
const destinations = () => db().destination.count({ where: { organisationId: actor.organisationId } });

describe("a menu", () => {
  test("keeps its keys and destinations, and a save leaves no destination behind", async () => {
    const inbox = await box(actor, "Viestit 1");
    const menu = await made(actor, {
      name: "Päävalikko",
      options: [
        { key: "1", destination: { kind: "user", userId: actor.userId } },
        { key: "#", destination: { kind: "messageBox", messageBoxId: inbox.id } },
      ],
      dialByExtension: true,
    });
    expect(await menus.get(actor, menu.id)).toEqual(menu);
    const before = await destinations();
    const { id, version, ...settings } = menu;
    const saved = await menus.save(actor, id, { ...settings, options: settings.options.slice(0, 1), retries: 0, version });
    expect(saved).toMatchObject({ ok: true, menu: { version: 2, retries: 0, options: [{ key: "1" }] } });
    expect(await destinations()).toBe(before - 1);
    expect(await menus.save(actor, id, { ...settings, version })).toMatchObject({ reason: "changedByAnother", current: { retries: 0 } });
    expect(await messageBoxes.remove(actor, inbox.id)).toEqual({ ok: true });
    expect(await menus.remove(actor, id)).toEqual({ ok: true });
    expect(await destinations()).toBe(before - 5);
  });

  test("that another menu leads to is not removed, and the other is named", async () => {
    const second = await made(actor, { name: "Toinen taso" });
    await made(actor, { name: "Ensimmäinen taso", options: [{ key: "1", destination: { kind: "menu", menuId: second.id } }] });
    expect(await menus.usedBy(second.id)).toEqual(["Ensimmäinen taso"]);
    expect(await menus.remove(actor, second.id)).toEqual({ ok: false, reason: "inUse", usedBy: ["Ensimmäinen taso"] });
  });

  test("that goes round by itself is refused with the path, one that goes round by a key is not", async () => {
    const first = await made(actor, { name: "A" });
    const second = await made(actor, { name: "B", timeoutDestination: { kind: "menu", menuId: first.id } });
    const { id, version, ...settings } = first;
    const back = { kind: "menu", menuId: second.id } as const;
    expect(await menus.save(actor, id, { ...settings, invalidDestination: back, version })).toMatchObject({
      reason: "overflowLoop",
      path: ["A", "B", "A"],
    });
    expect(await menus.save(actor, id, { ...settings, options: [{ key: "9", destination: back }], version })).toMatchObject({ ok: true });
  });

  test("is nobody else's: not seen, not changed, not led to", async () => {
    const foreign = await made(other, { name: "Vieras" });
    const { id, version, ...settings } = foreign;
    expect(await menus.get(actor, id)).toBeNull();
    expect(await menus.save(actor, id, { ...settings, version })).toEqual({ ok: false, reason: "notFound" });
    expect(await menus.remove(actor, id)).toEqual({ ok: false, reason: "notFound" });
    const leading = written({ name: "Varas", options: [{ key: "1", destination: { kind: "menu", menuId: id } }] });
    expect(await menus.create(actor, leading)).toEqual({ ok: false, reason: "unknownReference", field: "options.0.destination" });
  });

  test("has a name of its own, and says at once which bound is broken", async () => {
    await made(actor, { name: "Sama" });
    expect(await menus.create(actor, written({ name: "Sama" }))).toEqual({ ok: false, reason: "nameTaken", field: "name" });
    const busy = { kind: "busy" };
    const wrong = menuSettings.safeParse({
      name: "",
      timeoutSeconds: 61,
      retries: -1,
      options: ["1", "1"].map((key) => ({ key, destination: busy })),
    });
    expect(wrong.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
      ["name", "errors.required"],
      ["options", "errors.keyTwice"],
      ["timeoutSeconds", "errors.tooLarge"],
      ["retries", "errors.tooSmall"],
    ]);
  });
});

describe("a message box", () => {
  test("is kept, changed by one at a time, and not removed while calls go to it", async () => {
    const made = await box(actor, "Viestit 2");
    const { id, version, ...settings } = made;
    const saved = await messageBoxes.save(actor, id, { ...settings, email: "asiakas@menus.invalid", version });
    expect(saved).toMatchObject({ ok: true, messageBox: { version: 2, email: "asiakas@menus.invalid" } });
    expect(await messageBoxes.save(actor, id, { ...settings, version })).toMatchObject({ reason: "changedByAnother" });
    const menu = await menus.create(
      actor,
      written({ name: "Viestivalikko", timeoutDestination: { kind: "messageBox", messageBoxId: id } }),
    );
    expect(menu.ok).toBe(true);
    expect(await messageBoxes.remove(actor, id)).toEqual({ ok: false, reason: "inUse", usedBy: ["Viestivalikko"] });
    expect(await messageBoxes.get(other, id)).toBeNull();
  });

  test("asks at least one question and at most ten", () => {
    const ask = (count: number) => messageBoxSettings.safeParse({ name: "x", questions: Array(count).fill({ prompt: "Nimi?" }) });
    expect([0, 1, 10, 11].map((count) => ask(count).success)).toEqual([false, true, true, false]);
    expect(
      messageBoxSettings.safeParse({ name: "x", questions: [{ prompt: "Nimi?", maxSeconds: 121 }], email: "ei" }).error?.issues,
    ).toHaveLength(2);
  });
});
