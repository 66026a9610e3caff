/** Voice menus with their keys. A menu that calls are still sent to is not removed. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import { type Destination, hangUpBusy } from "../domain/destination.ts";
import { type MenuDocument, type MenuSettings, type MenuUpdate, menuSettings } from "../domain/menu.ts";
import { menuKeys } from "../domain/menu-keys.ts";
import { findOverflowLoop } from "../domain/overflow-loop.ts";
import { firstBarred } from "./barred-destinations.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";
import { destinationData, toDestination } from "./destination-rows.ts";
import { usersOfDestinations } from "./destination-users.ts";
import { readOverflows } from "./overflow-graph.ts";
import { firstUnknown, ofDestination, optional, type Reference } from "./references.ts";

export type MenuRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: MenuDocument }
  | { ok: false; reason: "nameTaken" | "unknownReference" | "barredNumber"; field: string }
  | { ok: false; reason: "overflowLoop"; field: string; path: string[] };
export type MenuSaved = { ok: true; menu: MenuDocument } | MenuRefusal;
export type MenuRemoved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "inUse"; usedBy: string[] };

export const wholeMenu = {
  options: { include: { destination: true } },
  timeout: true,
  invalid: true,
  noExtension: true,
} as const;

const read = (tx: Transaction, actor: Actor, id: string) =>
  tx.menu.findFirst({ where: { id, organisationId: actor.organisationId }, include: wholeMenu });
export type MenuRow = NonNullable<Awaited<ReturnType<typeof read>>>;

const place = (key: string) => (menuKeys as readonly string[]).indexOf(key);
const asOnPhone = (a: { key: string }, b: { key: string }) => place(a.key) - place(b.key);

/** Checked by the same rules as the form. @throws ZodError */
export function toMenuDocument(row: MenuRow): MenuDocument {
  const settings = menuSettings.parse({
    ...row,
    options: row.options.map(({ key, destination }) => ({ key, destination: toDestination(destination) })).sort(asOnPhone),
    timeoutDestination: row.timeout ? toDestination(row.timeout) : hangUpBusy,
    invalidDestination: row.invalid ? toDestination(row.invalid) : hangUpBusy,
    noExtensionDestination: row.noExtension ? toDestination(row.noExtension) : hangUpBusy,
  });
  return { id: row.id, version: row.version, ...settings };
}

export async function list(actor: Actor): Promise<MenuDocument[]> {
  const rows = await db().menu.findMany({
    where: { organisationId: actor.organisationId },
    include: wholeMenu,
    orderBy: { name: "asc" },
  });
  return rows.map(toMenuDocument);
}

export async function get(actor: Actor, id: string): Promise<MenuDocument | null> {
  const row = await read(db(), actor, id);
  return row && toMenuDocument(row);
}

/** Groups and menus that send calls to it. */
export const usedBy = (id: string): Promise<string[]> => usersOfDestinations(db(), { targetMenuId: id }, id);

export function create(actor: Actor, settings: MenuSettings): Promise<MenuSaved> {
  return refusingTaken(() =>
    changeConfiguration<MenuSaved, MenuRefusal>(actor, async (tx) => {
      const id = randomUUID();
      await refuseUnknown(tx, actor, settings);
      await tx.menu.create({ data: { id, organisationId: actor.organisationId, ...columnsOf(settings) } });
      const menu = await fill(tx, actor, id, settings);
      return { result: { ok: true, menu }, audit: { action: "create", kind: "menu", id, name: menu.name, after: menu } };
    }),
  );
}

export function save(actor: Actor, id: string, { version, ...settings }: MenuUpdate): Promise<MenuSaved> {
  return refusingTaken(() =>
    changeConfiguration<MenuSaved, MenuRefusal>(actor, async (tx) => {
      const row = await lockForUpdate(tx, actor, id);
      const before = toMenuDocument(row);
      if (before.version !== version) throw new Refused<MenuRefusal>({ ok: false, reason: "changedByAnother", current: before });
      await refuseUnknown(tx, actor, settings);
      await tx.menu.update({ where: { id }, data: { ...columnsOf(settings), ...noDestinations, version: { increment: 1 } } });
      await clear(tx, row);
      const menu = await fill(tx, actor, id, settings);
      return { result: { ok: true, menu }, audit: { action: "update", kind: "menu", id, name: menu.name, before, after: menu } };
    }),
  );
}

export function remove(actor: Actor, id: string): Promise<MenuRemoved> {
  return changeConfiguration<MenuRemoved, MenuRemoved>(actor, async (tx) => {
    const row = await lockForUpdate(tx, actor, id);
    const users = await usersOfDestinations(tx, { targetMenuId: id }, id);
    if (users.length) throw new Refused<MenuRemoved>({ ok: false, reason: "inUse", usedBy: users });
    const before = toMenuDocument(row);
    await tx.menu.update({ where: { id }, data: noDestinations });
    await clear(tx, row);
    await tx.menu.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "menu", id, name: before.name, before } };
  });
}

const columnsOf = ({ name, language, greetingId, dialByExtension, timeoutSeconds, retries }: MenuSettings) => ({
  ...{ name, language, greetingId, dialByExtension, timeoutSeconds, retries },
});

const noDestinations = { timeoutDestinationId: null, invalidDestinationId: null, noExtensionDestinationId: null };

/** Its keys and destinations are written anew at each save: they have no life of their own. */
async function clear(tx: Transaction, row: MenuRow): Promise<void> {
  const destinations = [row.timeoutDestinationId, row.invalidDestinationId, row.noExtensionDestinationId];
  await tx.menuOption.deleteMany({ where: { menuId: row.id } });
  const all = [...destinations, ...row.options.map((option) => option.destinationId)].flatMap((id) => id ?? []);
  await tx.destination.deleteMany({ where: { id: { in: all } } });
}

async function fill(tx: Transaction, actor: Actor, id: string, settings: MenuSettings): Promise<MenuDocument> {
  const { organisationId } = actor;
  const make = async (destination: Destination) =>
    (await tx.destination.create({ data: { organisationId, ...destinationData(destination) }, select: { id: true } })).id;
  const data = {
    timeoutDestinationId: await make(settings.timeoutDestination),
    invalidDestinationId: await make(settings.invalidDestination),
    noExtensionDestinationId: await make(settings.noExtensionDestination),
  };
  await tx.menu.update({ where: { id }, data });
  for (const { key, destination } of settings.options) {
    await tx.menuOption.create({ data: { menuId: id, key, destinationId: await make(destination) } });
  }
  await refuseLoop(tx, organisationId, id);
  return toMenuDocument((await read(tx, actor, id)) as MenuRow);
}

async function refuseUnknown(tx: Transaction, actor: Actor, settings: MenuSettings): Promise<void> {
  const field = await firstUnknown(tx, actor.organisationId, referencesOf(settings));
  if (field) throw new Refused<MenuRefusal>({ ok: false, reason: "unknownReference", field });
  const barred = await firstBarred(tx, actor.organisationId, destinationsOf(settings));
  if (barred) throw new Refused<MenuRefusal>({ ok: false, reason: "barredNumber", field: barred });
}

function referencesOf(settings: MenuSettings): Reference[] {
  return [
    ...optional("announcement", settings.greetingId, "greetingId"),
    ...destinationsOf(settings).flatMap(({ destination, field }) => ofDestination(destination, field)),
  ];
}

const destinationsOf = (settings: MenuSettings) => [
  ...settings.options.map(({ destination }, index) => ({ destination, field: `options.${index}.destination` })),
  { destination: settings.timeoutDestination, field: "timeoutDestination" },
  { destination: settings.invalidDestination, field: "invalidDestination" },
  { destination: settings.noExtensionDestination, field: "noExtensionDestination" },
];

/** Round and round without anybody pressing a key. */
async function refuseLoop(tx: Transaction, organisationId: string, id: string): Promise<void> {
  const path = findOverflowLoop(await readOverflows(tx, organisationId), id);
  if (path) throw new Refused<MenuRefusal>({ ok: false, reason: "overflowLoop", field: "timeoutDestination", path });
}

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<MenuRow> {
  await tx.$queryRaw`SELECT 1 FROM "Menu" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await read(tx, actor, id);
  if (!row) throw new Refused<MenuRefusal>({ ok: false, reason: "notFound" });
  return row;
}

async function refusingTaken(work: () => Promise<MenuSaved>): Promise<MenuSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) return { ok: false, reason: "nameTaken", field: "name" };
    throw error;
  }
}
