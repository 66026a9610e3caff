/** Billing IDs. One that a group has is not removed; call records keep what was charged. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { BillingAccountSettings, BillingAccountUpdate } from "../domain/billing-account.ts";
import { changeConfiguration, isUniqueViolation, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";

export interface BillingAccountRecord {
  id: string;
  code: string;
  name: string;
  version: number;
  /** Names of the groups that have it. */
  usedBy: string[];
}

export type BillingAccountRefusal =
  | { ok: false; reason: "notFound" }
  | { ok: false; reason: "changedByAnother"; current: BillingAccountRecord }
  | { ok: false; reason: "codeTaken"; field: "code" };
export type BillingAccountSaved = { ok: true; billingAccount: BillingAccountRecord } | BillingAccountRefusal;
export type BillingAccountRemoved = { ok: true } | { ok: false; reason: "notFound" } | { ok: false; reason: "inUse"; usedBy: string[] };

const columns = {
  id: true,
  code: true,
  name: true,
  version: true,
  groups: { select: { name: true }, orderBy: { name: "asc" } },
} as const;

const find = (tx: Transaction, actor: Actor, id: string) =>
  tx.billingAccount.findFirst({ where: { id, organisationId: actor.organisationId }, select: columns });

const toRecord = ({ groups, ...row }: NonNullable<Awaited<ReturnType<typeof find>>>): BillingAccountRecord => ({
  ...row,
  usedBy: groups.map((group) => group.name),
});

export async function list(actor: Actor): Promise<BillingAccountRecord[]> {
  const where = { organisationId: actor.organisationId };
  return (await db().billingAccount.findMany({ where, select: columns, orderBy: { code: "asc" } })).map(toRecord);
}

export function create(actor: Actor, settings: BillingAccountSettings): Promise<BillingAccountSaved> {
  return refusingTaken(() =>
    changeConfiguration<BillingAccountSaved, BillingAccountRefusal>(actor, async (tx) => {
      const id = randomUUID();
      const row = await tx.billingAccount.create({ data: { id, organisationId: actor.organisationId, ...settings }, select: columns });
      const billingAccount = toRecord(row);
      return {
        result: { ok: true, billingAccount },
        audit: { action: "create", kind: "billingAccount", id, name: billingAccount.code, after: billingAccount },
      };
    }),
  );
}

export function save(actor: Actor, id: string, { version, ...settings }: BillingAccountUpdate): Promise<BillingAccountSaved> {
  return refusingTaken(() =>
    changeConfiguration<BillingAccountSaved, BillingAccountRefusal>(actor, async (tx) => {
      const before = await lockForUpdate(tx, actor, id);
      if (before.version !== version) throw new Refused<BillingAccountRefusal>({ ok: false, reason: "changedByAnother", current: before });
      const data = { ...settings, version: { increment: 1 } };
      const billingAccount = toRecord(await tx.billingAccount.update({ where: { id }, data, select: columns }));
      return {
        result: { ok: true, billingAccount },
        audit: { action: "update", kind: "billingAccount", id, name: billingAccount.code, before, after: billingAccount },
      };
    }),
  );
}

export function remove(actor: Actor, id: string): Promise<BillingAccountRemoved> {
  return changeConfiguration<BillingAccountRemoved, BillingAccountRemoved>(actor, async (tx) => {
    const before = await lockForUpdate(tx, actor, id);
    if (before.usedBy.length) throw new Refused<BillingAccountRemoved>({ ok: false, reason: "inUse", usedBy: before.usedBy });
    await tx.billingAccount.delete({ where: { id } });
    return { result: { ok: true }, audit: { action: "delete", kind: "billingAccount", id, name: before.code, before } };
  });
}

async function lockForUpdate(tx: Transaction, actor: Actor, id: string): Promise<BillingAccountRecord> {
  await tx.$queryRaw`SELECT 1 FROM "BillingAccount" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const row = await find(tx, actor, id);
  if (!row) throw new Refused<BillingAccountRefusal>({ ok: false, reason: "notFound" });
  return toRecord(row);
}

async function refusingTaken(work: () => Promise<BillingAccountSaved>): Promise<BillingAccountSaved> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, "code")) return { ok: false, reason: "codeTaken", field: "code" };
    throw error;
  }
}
