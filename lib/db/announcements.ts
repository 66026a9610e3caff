/** The announcement library: sound in the database, in versions. What is still used cannot be removed. */
import { createHash, randomUUID } from "node:crypto";
import type { Actor, Language } from "../domain/actor.ts";
import { type Change, changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";

export interface AnnouncementRecord {
  id: string;
  version: number;
  name: string;
  language: Language;
  kind: "announcement" | "music";
  durationMs: number;
  updatedAt: string;
  /** Names of the groups and menus that play it. */
  usedBy: string[];
}

/** Sound that was checked and decoded before it came here: 8 kHz mono. */
export interface Sound {
  wav: Uint8Array;
  alaw: Uint8Array;
  durationMs: number;
}

export interface SoundVersion {
  version: number;
  durationMs: number;
  createdAt: string;
}

/** Earlier sounds that can be heard and taken back. */
const versionsKept = 10;

export interface NewAnnouncement {
  name: string;
  language: Language;
  kind: "announcement" | "music";
}

export type AnnouncementRefusal = { ok: false; reason: "notFound" } | { ok: false; reason: "nameTaken"; field: "name" };
export type AnnouncementSaved = { ok: true; announcement: AnnouncementRecord } | AnnouncementRefusal;
export type AnnouncementRemoved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "inUse"; usedBy: string[] };

const named = { select: { name: true } } as const;
const whole = {
  audio: { orderBy: { version: "desc" }, take: 1, select: { durationMs: true } },
  entryOf: named,
  holdOf: named,
  progressOf: named,
  handlerOf: named,
  offerOf: named,
  greetingOf: named,
  destinations: {
    select: {
      noAgentsOf: named,
      overflowOf: named,
      outsideOf: { select: { group: named } },
      exceptionOf: { select: { group: named } },
      holidayOf: { select: { group: named } },
      manualOf: { select: { group: named } },
      emergencyOf: { select: { group: named } },
      menuOption: { select: { menu: named } },
      timeoutOf: named,
      invalidOf: named,
      noExtOf: named,
    },
  },
} as const;

const find = (tx: Transaction, actor: Actor, id: string) =>
  tx.announcement.findFirst({ where: { id, organisationId: actor.organisationId }, include: whole });
type Row = NonNullable<Awaited<ReturnType<typeof find>>>;

function usersOf(row: Row): string[] {
  const direct = [row.entryOf, row.holdOf, row.progressOf, row.handlerOf, row.offerOf, row.greetingOf].flat();
  const byDestination = row.destinations.map(
    (target) =>
      target.noAgentsOf ??
      target.overflowOf ??
      target.menuOption?.menu ??
      target.timeoutOf ??
      target.invalidOf ??
      target.noExtOf ??
      (target.outsideOf ?? target.exceptionOf ?? target.holidayOf ?? target.manualOf ?? target.emergencyOf)?.group,
  );
  return [...new Set([...direct, ...byDestination].flatMap((user) => (user ? [user.name] : [])))].sort();
}

const toRecord = (row: Row): AnnouncementRecord => ({
  id: row.id,
  version: row.version,
  name: row.name,
  language: row.language,
  kind: row.kind === "music" ? "music" : "announcement",
  durationMs: row.audio[0]?.durationMs ?? 0,
  updatedAt: row.updatedAt.toISOString(),
  usedBy: usersOf(row),
});

export async function list(actor: Actor): Promise<AnnouncementRecord[]> {
  const rows = await db().announcement.findMany({
    where: { organisationId: actor.organisationId },
    include: whole,
    orderBy: { name: "asc" },
  });
  return rows.map(toRecord);
}

export async function get(actor: Actor, id: string): Promise<AnnouncementRecord | null> {
  const row = await find(db(), actor, id);
  return row && toRecord(row);
}

/** What it sounded like, the newest first. */
export async function versions(actor: Actor, id: string): Promise<SoundVersion[] | null> {
  const row = await db().announcement.findFirst({
    where: { id, organisationId: actor.organisationId },
    select: { audio: { orderBy: { version: "desc" }, select: { version: true, durationMs: true, createdAt: true } } },
  });
  return row?.audio.map(({ createdAt, ...sound }) => ({ ...sound, createdAt: createdAt.toISOString() })) ?? null;
}

/** The newest sound as WAV, or that of a version, or null. */
export async function wav(actor: Actor, id: string, version?: number): Promise<Uint8Array | null> {
  const row = await db().announcementAudio.findFirst({
    where: { announcementId: id, announcement: { organisationId: actor.organisationId }, ...(version && { version }) },
    orderBy: { version: "desc" },
    select: { wav: true },
  });
  return row?.wav ?? null;
}

export function create(actor: Actor, announcement: NewAnnouncement, sound: Sound): Promise<AnnouncementSaved> {
  return refusingTaken(() =>
    changeConfiguration<AnnouncementSaved, AnnouncementRefusal>(actor, async (tx) => {
      const id = randomUUID();
      await tx.announcement.create({ data: { id, organisationId: actor.organisationId, ...announcement } });
      await addSound(tx, id, 1, sound);
      const record = toRecord((await find(tx, actor, id)) as Row);
      return {
        result: { ok: true, announcement: record },
        audit: { action: "create", kind: "announcement", id, name: record.name, after: record },
      };
    }),
  );
}

/** Puts a new sound in place of the old one, which stays as an earlier version. */
export function replaceSound(actor: Actor, id: string, sound: Sound): Promise<AnnouncementSaved> {
  return changeConfiguration<AnnouncementSaved, AnnouncementRefusal>(actor, async (tx) => {
    return newSound(tx, actor, await existing(tx, actor, id), sound);
  });
}

/** An earlier sound becomes the newest again. */
export function restoreSound(actor: Actor, id: string, version: number): Promise<AnnouncementSaved> {
  return changeConfiguration<AnnouncementSaved, AnnouncementRefusal>(actor, async (tx) => {
    const before = await existing(tx, actor, id);
    const sound = await tx.announcementAudio.findUnique({ where: { announcementId_version: { announcementId: id, version } } });
    if (!sound) throw new Refused<AnnouncementRefusal>({ ok: false, reason: "notFound" });
    return newSound(tx, actor, before, sound);
  });
}

export function rename(actor: Actor, id: string, changed: NewAnnouncement): Promise<AnnouncementSaved> {
  return refusingTaken(() =>
    changeConfiguration<AnnouncementSaved, AnnouncementRefusal>(actor, async (tx) => {
      const before = await existing(tx, actor, id);
      await tx.announcement.update({ where: { id }, data: changed });
      const record = toRecord((await find(tx, actor, id)) as Row);
      return {
        result: { ok: true, announcement: record },
        audit: { action: "update", kind: "announcement", id, name: record.name, before: toRecord(before), after: record },
      };
    }),
  );
}

export function remove(actor: Actor, id: string): Promise<AnnouncementRemoved> {
  return changeConfiguration<AnnouncementRemoved, AnnouncementRemoved>(actor, async (tx) => {
    const before = await existing(tx, actor, id);
    const usedBy = usersOf(before);
    if (usedBy.length) throw new Refused<AnnouncementRemoved>({ ok: false, reason: "inUse", usedBy });
    await tx.announcement.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "announcement", id, name: before.name, before: toRecord(before) } };
  });
}

async function newSound(tx: Transaction, actor: Actor, before: Row, sound: Sound): Promise<Change<AnnouncementSaved>> {
  const { id } = before;
  const version = before.version + 1;
  await tx.announcement.update({ where: { id }, data: { version } });
  await addSound(tx, id, version, sound);
  await tx.announcementAudio.deleteMany({ where: { announcementId: id, version: { lte: version - versionsKept } } });
  const record = toRecord((await find(tx, actor, id)) as Row);
  return {
    result: { ok: true, announcement: record },
    audit: { action: "update", kind: "announcement", id, name: record.name, before: toRecord(before), after: record },
  };
}

async function existing(tx: Transaction, actor: Actor, id: string): Promise<Row> {
  const row = await find(tx, actor, id);
  if (!row) throw new Refused<AnnouncementRefusal>({ ok: false, reason: "notFound" });
  return row;
}

async function addSound(tx: Transaction, announcementId: string, version: number, sound: Sound): Promise<void> {
  const wavBytes = Uint8Array.from(sound.wav);
  await tx.announcementAudio.create({
    data: {
      announcementId,
      version,
      wav: wavBytes,
      alaw: Uint8Array.from(sound.alaw),
      durationMs: sound.durationMs,
      sha256: createHash("sha256").update(wavBytes).digest("hex"),
    },
  });
}

async function refusingTaken(work: () => Promise<AnnouncementSaved>): Promise<AnnouncementSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) return { ok: false, reason: "nameTaken", field: "name" };
    throw error;
  }
}
