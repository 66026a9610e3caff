/**
 * Sessions of browsers. A cookie names its row and the account's token version; a request without both is nobody's. What ends access
 * (a trigger sees to it) is told on {@link accessChannel}, so that open streams end too.
 */
import { randomUUID } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import { deviceOf, type SessionRecord } from "../domain/session.ts";
import { flatAccount, type SignInAccount, signInColumns } from "./accounts.ts";
import { db, type Transaction } from "./client.ts";

/** Payload: the user's id. */
export const accessChannel = "jono_access";

const seenNotedEveryMs = 60_000;

export interface SessionKey {
  sessionId: string;
  userId: string;
  tokenVersion: number;
}

export interface SessionAge {
  idleSeconds: number;
  longestSeconds: number;
}

const aliveAt = (now: Date, { idleSeconds, longestSeconds }: SessionAge) => ({
  createdAt: { gt: new Date(now.getTime() - longestSeconds * 1000) },
  // Its last use is known to the minute.
  lastSeenAt: { gt: new Date(now.getTime() - idleSeconds * 1000 - seenNotedEveryMs) },
});

/** Begins a session, and clears away those of the person that have run out. */
export async function begin(userId: string, address: string, userAgent: string, age: SessionAge, now = new Date()): Promise<string> {
  const id = randomUUID();
  await db().$transaction([
    db().session.deleteMany({ where: { userId, NOT: aliveAt(now, age) } }),
    db().session.create({
      data: { id, userId, address: address.slice(0, 64), userAgent: userAgent.slice(0, 300), createdAt: now, lastSeenAt: now },
    }),
  ]);
  return id;
}

/** The account behind a session; null when the session was ended or the person may not sign in. */
export async function accountOf({ sessionId, userId, tokenVersion }: SessionKey): Promise<SignInAccount | null> {
  const row = await db().session.findFirst({
    where: { id: sessionId, userId, user: { active: true, tokenVersion } },
    select: { user: { select: signInColumns } },
  });
  return row && flatAccount(row.user);
}

/** At most one write a minute for a session. */
export async function noteSeen(sessionId: string, address: string, now = new Date()): Promise<void> {
  const due = new Date(now.getTime() - seenNotedEveryMs);
  await db().session.updateMany({
    where: { id: sessionId, lastSeenAt: { lte: due } },
    data: { lastSeenAt: now, address: address.slice(0, 64) },
  });
}

/** One's own, the last used first. */
export async function listOwn(actor: Actor, currentId: string | null, age: SessionAge, now = new Date()): Promise<SessionRecord[]> {
  const rows = await db().session.findMany({
    where: { userId: actor.userId, ...aliveAt(now, age) },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
  });
  return rows.map(({ id, createdAt, lastSeenAt, address, userAgent }) => ({
    ...{ id, current: id === currentId, address, ...deviceOf(userAgent) },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}

/** False when it is not one's own, or has ended already. */
export async function endOwn(actor: Actor, id: string): Promise<boolean> {
  return (await db().session.deleteMany({ where: { id, userId: actor.userId } })).count > 0;
}

export async function endOthers(actor: Actor, currentId: string | null): Promise<void> {
  await db().session.deleteMany({ where: { userId: actor.userId, id: { not: currentId ?? undefined } } });
}

/** By its own sign-out. */
export async function end(id: string): Promise<void> {
  await db().session.deleteMany({ where: { id } });
}

/** Ends every session of the person, also one whose cookie is just being made. */
export async function endAllOf(tx: Transaction, userId: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } });
  await tx.session.deleteMany({ where: { userId } });
}
