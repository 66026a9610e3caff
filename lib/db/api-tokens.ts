/** The API tokens of an organisation: only their hashes are here, so a token's text is known to whoever made it. */
import { randomBytes } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import type { ApiTokenRecord, NewApiToken, TokenRights } from "../domain/api-token.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { findForSignIn, flatAccount, hashToken, type SignInAccount, signInColumns } from "./accounts.ts";
import { writeAudit } from "./change.ts";
import { db } from "./client.ts";

const dayMs = 86_400_000;
const useNotedEveryMs = 60_000;

const tokenText = () => `jono_${randomBytes(24).toString("base64url")}`;

/** A new API token of the user; its text is returned once and never stored. Null when nobody has that address. */
export async function createTokenOf(email: string, name: string, token = tokenText()): Promise<string | null> {
  const account = await findForSignIn(email);
  if (!account) return null;
  const hash = hashToken(token);
  await db().apiToken.upsert({ where: { hash }, update: { revokedAt: null }, create: { userId: account.id, name, hash } });
  return token;
}

/** What a token is for: everything its owner may, or the figures on a wall. */
export type TokenScope = "api" | "figures";

/** The account that a token acts for; null when it is for something else, was revoked, has expired, or its owner may not sign in. */
export async function findByToken(token: string, now = new Date(), scope: TokenScope = "api"): Promise<SignInAccount | null> {
  const row = await db().apiToken.findUnique({
    where: { hash: hashToken(token), scope },
    select: { id: true, revokedAt: true, expiresAt: true, lastUsedAt: true, user: { select: signInColumns } },
  });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now) || !row.user.active) return null;
  await noteUse(row, now);
  return flatAccount(row.user);
}

/** At most one write a minute for a token, however many requests come at once. */
async function noteUse({ id, lastUsedAt }: { id: string; lastUsedAt: Date | null }, now: Date): Promise<void> {
  const due = new Date(now.getTime() - useNotedEveryMs);
  if (lastUsedAt && lastUsedAt > due) return;
  await db().apiToken.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: due } }] },
    data: { lastUsedAt: now },
  });
}

/** Those of the organisation that can be used, newest first. */
export const list = (actor: Actor, now = new Date()): Promise<ApiTokenRecord[]> => usable(actor, {}, now);

/** The screens that the actor has left showing. */
export const listScreens = (actor: Actor, now = new Date()): Promise<ApiTokenRecord[]> => usable(actor, ownScreen(actor), now);

const ownScreen = ({ userId }: Actor) => ({ userId, scope: "figures" }) satisfies Prisma.ApiTokenWhereInput;

async function usable({ organisationId }: Actor, which: Prisma.ApiTokenWhereInput, now: Date): Promise<ApiTokenRecord[]> {
  const rows = await db().apiToken.findMany({
    where: { ...which, user: { organisationId }, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    orderBy: { createdAt: "desc" },
    include: ofOwner,
    take: 500,
  });
  return rows.map(toRecord);
}

/** In the actor's own name: nobody makes himself a key to another's rights. */
export async function create(
  actor: Actor,
  { name, expiresInDays }: NewApiToken,
  now = new Date(),
  scope: TokenScope = "api",
): Promise<{ record: ApiTokenRecord; token: string }> {
  const token = tokenText();
  const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * dayMs);
  return db().$transaction(async (tx) => {
    const row = await tx.apiToken.create({
      data: { userId: actor.userId, name, hash: hashToken(token), scope, expiresAt },
      include: ofOwner,
    });
    const record = toRecord(row);
    await writeAudit(tx, actor, { action: "create", kind: "apiToken", id: row.id, name, after: record });
    return { record, token };
  });
}

export type Revoked = { ok: true } | { ok: false; reason: "notFound" };

/** Anybody's of the organisation. */
export const revoke = (actor: Actor, id: string, now = new Date()): Promise<Revoked> => revokeOne(actor, { id }, now);

/** A screen that the actor has left showing; anybody else's is as if it were not there. */
export const revokeScreen = (actor: Actor, id: string, now = new Date()): Promise<Revoked> =>
  revokeOne(actor, { id, ...ownScreen(actor) }, now);

function revokeOne(actor: Actor, which: Prisma.ApiTokenWhereInput & { id: string }, now: Date): Promise<Revoked> {
  const { id } = which;
  return db().$transaction(async (tx) => {
    const where = { ...which, revokedAt: null, user: { organisationId: actor.organisationId } };
    const row = await tx.apiToken.findFirst({ where, include: ofOwner });
    if (!row) return { ok: false, reason: "notFound" };
    await tx.apiToken.update({ where: { id }, data: { revokedAt: now } });
    await writeAudit(tx, actor, { action: "delete", kind: "apiToken", id, name: row.name, before: toRecord(row) });
    return { ok: true };
  });
}

/** What a screen shows is what its owner watches now. */
const watched = { select: { group: { select: { name: true } } }, orderBy: { group: { name: "asc" } } } as const;
const ofOwner = { user: { select: { name: true, role: true, supervises: watched } } } satisfies Prisma.ApiTokenInclude;
type Row = Prisma.ApiTokenGetPayload<{ include: typeof ofOwner }>;

function rightsOf({ scope, user }: Row): TokenRights {
  if (scope === "api") return { kind: "api" };
  if (user.role === "administrator") return { kind: "figures", groups: null };
  return { kind: "figures", groups: user.role === "supervisor" ? user.supervises.map(({ group }) => group.name) : [] };
}

const toRecord = (row: Row): ApiTokenRecord => ({
  ...{ id: row.id, name: row.name, owner: row.user.name, rights: rightsOf(row) },
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
});
