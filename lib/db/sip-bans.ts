/**
 * Bans of those who guess SIP passwords. One that was earned on an organisation's account is that organisation's to see; one on names
 * that nobody has, or on an address, is nobody's: it is shown where the installation has one organisation only.
 */
import type { Actor } from "../domain/actor.ts";
import type { SipBanRecord } from "../domain/sip-ban.ts";
import { changeConfiguration, Refused } from "./change.ts";
import { db, type Transaction } from "./client.ts";

export interface NewSipBan {
  organisationId: string | null;
  address: string;
  username: string | null;
  endsAt: Date;
}

/** Written by the worker. */
export async function add(ban: NewSipBan): Promise<void> {
  await db().sipBan.create({ data: { ...ban, username: ban.username?.slice(0, 200), reason: "guessing" } });
}

/** Of the whole installation, for the worker. */
export async function inForce(now = new Date()): Promise<NewSipBan[]> {
  return db().sipBan.findMany({
    where: { endsAt: { gt: now }, liftedAt: null },
    select: { organisationId: true, address: true, username: true, endsAt: true },
  });
}

/** Those in force, newest first. */
export async function list(actor: Actor, now = new Date()): Promise<SipBanRecord[]> {
  const rows = await db().sipBan.findMany({
    where: { ...(await visibleTo(db(), actor)), endsAt: { gt: now }, liftedAt: null },
    orderBy: { createdAt: "desc" },
    take: 500,
  });
  return rows.map(({ id, address, username, createdAt, endsAt }) => ({
    ...{ id, address, username, reason: "guessing" },
    createdAt: createdAt.toISOString(),
    endsAt: endsAt.toISOString(),
  }));
}

export function lift(actor: Actor, id: string): Promise<{ ok: true } | { ok: false; reason: "notFound" }> {
  return changeConfiguration<{ ok: true }, { ok: false; reason: "notFound" }>(actor, async (tx) => {
    const before = await tx.sipBan.findFirst({ where: { id, liftedAt: null, ...(await visibleTo(tx, actor)) } });
    if (!before) throw new Refused({ ok: false, reason: "notFound" });
    const { address, username } = before;
    // The same guesser may have earned several, one after the other: all of them go.
    await tx.sipBan.updateMany({ where: { address, username, liftedAt: null }, data: { liftedAt: new Date() } });
    return { result: { ok: true }, audit: { action: "delete", kind: "sipBan", id, name: address, before: { address, username } } };
  });
}

async function visibleTo(tx: Transaction, { organisationId }: Actor) {
  const alone = (await tx.organisation.count()) === 1;
  return alone ? { OR: [{ organisationId }, { organisationId: null }] } : { organisationId };
}
