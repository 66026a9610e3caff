/** Message boxes: what they ask and where the summary goes. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import { type MessageBoxDocument, type MessageBoxSettings, type MessageBoxUpdate, messageBoxSettings } from "../domain/message-box.ts";
import type { MessageBox as Row } from "../generated/prisma/client.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";
import { usersOfDestinations } from "./destination-users.ts";
import { firstUnknown, optional } from "./references.ts";

export type MessageBoxRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: MessageBoxDocument }
  | { ok: false; reason: "nameTaken" | "unknownReference"; field: string };
export type MessageBoxSaved = { ok: true; messageBox: MessageBoxDocument } | MessageBoxRefusal;
export type MessageBoxRemoved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "inUse"; usedBy: string[] };

/** Checked by the same rules as the form. @throws ZodError */
export const toMessageBoxDocument = (row: Row): MessageBoxDocument => ({
  id: row.id,
  version: row.version,
  ...messageBoxSettings.parse(row),
});

export async function list(actor: Actor): Promise<MessageBoxDocument[]> {
  const rows = await db().messageBox.findMany({ where: { organisationId: actor.organisationId }, orderBy: { name: "asc" } });
  return rows.map(toMessageBoxDocument);
}

export async function get(actor: Actor, id: string): Promise<MessageBoxDocument | null> {
  const row = await db().messageBox.findFirst({ where: { id, organisationId: actor.organisationId } });
  return row && toMessageBoxDocument(row);
}

/** Groups and menus that send calls to it. */
export const usedBy = (id: string): Promise<string[]> => usersOfDestinations(db(), { targetMessageBoxId: id });

export function create(actor: Actor, settings: MessageBoxSettings): Promise<MessageBoxSaved> {
  return refusingTaken(() =>
    changeConfiguration<MessageBoxSaved, MessageBoxRefusal>(actor, async (tx) => {
      const id = randomUUID();
      await refuseUnknown(tx, actor, settings);
      const messageBox = toMessageBoxDocument(
        await tx.messageBox.create({ data: { id, organisationId: actor.organisationId, ...settings } }),
      );
      return {
        result: { ok: true, messageBox },
        audit: { action: "create", kind: "messageBox", id, name: messageBox.name, after: messageBox },
      };
    }),
  );
}

export function save(actor: Actor, id: string, { version, ...settings }: MessageBoxUpdate): Promise<MessageBoxSaved> {
  return refusingTaken(() =>
    changeConfiguration<MessageBoxSaved, MessageBoxRefusal>(actor, async (tx) => {
      const before = await lockForUpdate(tx, actor, id);
      if (before.version !== version) throw new Refused<MessageBoxRefusal>({ ok: false, reason: "changedByAnother", current: before });
      await refuseUnknown(tx, actor, settings);
      const row = await tx.messageBox.update({ where: { id }, data: { ...settings, version: { increment: 1 } } });
      const messageBox = toMessageBoxDocument(row);
      return {
        result: { ok: true, messageBox },
        audit: { action: "update", kind: "messageBox", id, name: messageBox.name, before, after: messageBox },
      };
    }),
  );
}

export function remove(actor: Actor, id: string): Promise<MessageBoxRemoved> {
  return changeConfiguration<MessageBoxRemoved, MessageBoxRemoved>(actor, async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    const users = await usersOfDestinations(tx, { targetMessageBoxId: id });
    if (users.length) throw new Refused<MessageBoxRemoved>({ ok: false, reason: "inUse", usedBy: users });
    await tx.messageBox.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "messageBox", id, name: before.name, before } };
  });
}

async function refuseUnknown(tx: Transaction, actor: Actor, settings: MessageBoxSettings): Promise<void> {
  const references = settings.questions.flatMap((question, index) =>
    optional("announcement", question.announcementId, `questions.${index}.announcementId`),
  );
  const field = await firstUnknown(tx, actor.organisationId, references);
  if (field) throw new Refused<MessageBoxRefusal>({ ok: false, reason: "unknownReference", field });
}

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<MessageBoxDocument> {
  await tx.$queryRaw`SELECT 1 FROM "MessageBox" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await tx.messageBox.findFirst({ where: { id, organisationId: actor.organisationId } });
  if (!row) throw new Refused<MessageBoxRefusal>({ ok: false, reason: "notFound" });
  return toMessageBoxDocument(row);
}

async function refusingTaken(work: () => Promise<MessageBoxSaved>): Promise<MessageBoxSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) return { ok: false, reason: "nameTaken", field: "name" };
    throw error;
  }
}
