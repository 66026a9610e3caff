/** Connections to operators. A password goes in sealed and never comes out: readers learn only that there is one. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { NewTrunk, TrunkRecord, TrunkUpdate } from "../domain/trunk.ts";
import type { Trunk as Row } from "../generated/prisma/client.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";
import { seal, trunkPasswordName } from "./sealed.ts";

export type TrunkRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: TrunkRecord }
  | { ok: false; reason: "nameTaken" | "addressTaken" | "passwordNeeded"; field: string };
export type TrunkSaved = { ok: true; trunk: TrunkRecord } | TrunkRefusal;
export type TrunkRemoved = { ok: true } | { ok: false; reason: "notFound" };

export async function list(actor: Actor): Promise<TrunkRecord[]> {
  const rows = await db().trunk.findMany({ where: { organisationId: actor.organisationId }, orderBy: { name: "asc" } });
  return rows.map(toRecord);
}

export async function get(actor: Actor, id: string): Promise<TrunkRecord | null> {
  const row = await db().trunk.findFirst({ where: { id, organisationId: actor.organisationId } });
  return row && toRecord(row);
}

/** `secret` is the installation's, for sealing the password. */
export function create(actor: Actor, trunk: NewTrunk, secret: string): Promise<TrunkSaved> {
  return refusingTaken(() =>
    changeConfiguration<TrunkSaved, TrunkRefusal>(actor, async (tx) => {
      const id = randomUUID();
      await refuseSharedAddress(tx, id, trunk.sourceAddresses);
      const row = await tx.trunk.create({ data: { id, organisationId: actor.organisationId, ...columnsOf(id, trunk, null, secret) } });
      const record = toRecord(row);
      return { result: { ok: true, trunk: record }, audit: { action: "create", kind: "trunk", id, name: record.name, after: record } };
    }),
  );
}

export function save(actor: Actor, id: string, update: TrunkUpdate, secret: string): Promise<TrunkSaved> {
  return refusingTaken(() =>
    changeConfiguration<TrunkSaved, TrunkRefusal>(actor, async (tx) => {
      const before = await lockForUpdate(tx, actor, id);
      if (before.version !== update.version) {
        throw new Refused<TrunkRefusal>({ ok: false, reason: "changedByAnother", current: toRecord(before) });
      }
      await refuseSharedAddress(tx, id, update.sourceAddresses);
      const data = { ...columnsOf(id, update, before, secret), version: { increment: 1 } };
      const record = toRecord(await tx.trunk.update({ where: { id }, data }));
      return {
        result: { ok: true, trunk: record },
        audit: { action: "update", kind: "trunk", id, name: record.name, before: toRecord(before), after: record },
      };
    }),
  );
}

export function remove(actor: Actor, id: string): Promise<TrunkRemoved> {
  return changeConfiguration<TrunkRemoved, TrunkRemoved>(actor, async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    await tx.trunk.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "trunk", id, name: before.name, before: toRecord(before) } };
  });
}

const toRecord = (row: Row): TrunkRecord => ({
  id: row.id,
  version: row.version,
  name: row.name,
  enabled: row.enabled,
  sourceAddresses: row.sourceAddresses,
  peer: row.peer,
  transport: row.transport === "tcp" ? "tcp" : "udp",
  registration:
    row.registerUser === null
      ? null
      : { user: row.registerUser, realm: row.registerRealm ?? "", hasPassword: row.registerPassword !== null },
  callsPerSecond: row.callsPerSecond,
  channels: row.channels,
  monitor: row.monitor,
});

function columnsOf(id: string, { registration, ...trunk }: NewTrunk, before: Row | null, secret: string) {
  const { name, enabled, sourceAddresses, peer, transport, callsPerSecond, channels, monitor } = trunk;
  return {
    ...{ name, enabled, sourceAddresses, peer, transport, callsPerSecond, channels, monitor },
    registerUser: registration?.user ?? null,
    registerRealm: registration?.realm ?? null,
    registerPassword: registration && passwordOf(id, registration, before?.peer === peer ? before : null, secret),
  };
}

/** The old password is kept for the same account at the same peer only: nobody may have it proved elsewhere without knowing it. */
function passwordOf(
  id: string,
  { user, realm, password }: NonNullable<NewTrunk["registration"]>,
  before: Row | null,
  secret: string,
): string {
  if (password !== undefined) return seal(secret, trunkPasswordName(id), password);
  const same = before?.registerUser === user && before.registerRealm === realm;
  if (same && before.registerPassword !== null) return before.registerPassword;
  throw new Refused<TrunkRefusal>({ ok: false, reason: "passwordNeeded", field: "registration.password" });
}

/** Whose call it is is known by the address alone: no two trunks of the installation may share one. */
async function refuseSharedAddress(tx: Transaction, id: string, addresses: string[]): Promise<void> {
  const other = await tx.trunk.findFirst({ where: { id: { not: id }, sourceAddresses: { hasSome: addresses } }, select: { id: true } });
  if (other) throw new Refused<TrunkRefusal>({ ok: false, reason: "addressTaken", field: "sourceAddresses" });
}

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<Row> {
  await tx.$queryRaw`SELECT 1 FROM "Trunk" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await tx.trunk.findFirst({ where: { id, organisationId: actor.organisationId } });
  if (!row) throw new Refused<TrunkRefusal>({ ok: false, reason: "notFound" });
  return row;
}

async function refusingTaken(work: () => Promise<TrunkSaved>): Promise<TrunkSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "name")) return { ok: false, reason: "nameTaken", field: "name" };
    throw error;
  }
}
