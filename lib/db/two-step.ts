/**
 * The second step of signing in: a code of an authenticator app, or a recovery code. A code is taken once: the step of the last one
 * is kept, and neither it nor an earlier one counts again (RFC 6238 5.2). Recovery codes are kept as hashes and struck out when used.
 */
import { randomBytes } from "node:crypto";
import type { Actor } from "../domain/actor.ts";
import { base32, keyUri, newSecret, stepOf } from "../totp/totp.ts";
import { hashToken, mayTrySignIn } from "./accounts.ts";
import { writeAudit } from "./change.ts";
import { db } from "./client.ts";
import { seal, unseal } from "./sealed.ts";

const issuer = "Jono";
const recoveryCodeCount = 10;
const triesInWindow = 10;

export interface TwoStepState {
  on: boolean;
  recoveryCodesLeft: number;
}
export type TwoStepRefusal = { ok: false; reason: "wrongCode" | "tooManyTries" | "notNow" };

const sealedName = (userId: string) => `user ${userId} totp`;

export async function state(actor: Actor): Promise<TwoStepState> {
  const { totpConfirmedAt, recoveryCodes } = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
  return { on: totpConfirmedAt !== null, recoveryCodesLeft: totpConfirmedAt ? recoveryCodes.length : 0 };
}

/** A new secret for the app; in use when a code of it has been given. */
export async function start(
  actor: Actor,
  email: string,
  installationSecret: string,
): Promise<{ ok: true; key: string; uri: string } | TwoStepRefusal> {
  const secret = newSecret();
  const totpSecret = seal(installationSecret, sealedName(actor.userId), secret.toString("base64"));
  const started = await db().user.updateMany({
    where: { id: actor.userId, totpConfirmedAt: null },
    data: { totpSecret, totpLastStep: null },
  });
  if (!started.count) return { ok: false, reason: "notNow" };
  return { ok: true, key: base32(secret), uri: keyUri(issuer, email, secret) };
}

/** The first code puts it in use. The recovery codes are told once. */
export async function confirm(
  actor: Actor,
  code: string,
  installationSecret: string,
  now = new Date(),
): Promise<{ ok: true; recoveryCodes: string[] } | TwoStepRefusal> {
  const refusal = await refuseCode(actor.userId, code, installationSecret, false, now);
  if (refusal) return refusal;
  const recoveryCodes = newRecoveryCodes();
  return db().$transaction(async (tx) => {
    const data = { totpConfirmedAt: now, recoveryCodes: recoveryCodes.map(hashOf) };
    const confirmed = await tx.user.updateMany({ where: { id: actor.userId, totpConfirmedAt: null }, data });
    if (!confirmed.count) return { ok: false, reason: "notNow" };
    await writeAudit(tx, actor, { action: "create", kind: "twoStep", id: actor.userId, name: actor.name });
    return { ok: true, recoveryCodes };
  });
}

/** New recovery codes end the earlier ones. */
export async function renewRecoveryCodes(
  actor: Actor,
  code: string,
  installationSecret: string,
  now = new Date(),
): Promise<{ ok: true; recoveryCodes: string[] } | TwoStepRefusal> {
  const refusal = await refuseCode(actor.userId, code, installationSecret, true, now);
  if (refusal) return refusal;
  const recoveryCodes = newRecoveryCodes();
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: actor.userId }, data: { recoveryCodes: recoveryCodes.map(hashOf) } });
    await writeAudit(tx, actor, { action: "update", kind: "twoStep", id: actor.userId, name: actor.name });
  });
  return { ok: true, recoveryCodes };
}

/** By oneself, with a code. */
export async function turnOff(
  actor: Actor,
  code: string,
  installationSecret: string,
  now = new Date(),
): Promise<{ ok: true } | TwoStepRefusal> {
  const refusal = await refuseCode(actor.userId, code, installationSecret, true, now);
  if (refusal) return refusal;
  await clear(actor, { id: actor.userId, name: actor.name });
  return { ok: true };
}

/** By an administrator, for one who has lost the app and the recovery codes. False when the person has no second step. */
export async function resetOf(actor: Actor, userId: string): Promise<boolean> {
  const where = { id: userId, organisationId: actor.organisationId, totpConfirmedAt: { not: null } };
  const user = await db().user.findFirst({ where, select: { id: true, name: true } });
  if (user) await clear(actor, user);
  return user !== null;
}

async function clear(actor: Actor, { id, name }: { id: string; name: string }): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null, recoveryCodes: [] } });
    await writeAudit(tx, actor, { action: "delete", kind: "twoStep", id, name });
  });
}

/** At sign-in. Counted per account: whoever knows a password gets ten tries at a code in a quarter of an hour. */
export async function checkCode(
  userId: string,
  code: string,
  installationSecret: string,
  now = new Date(),
): Promise<{ ok: true } | TwoStepRefusal> {
  return (await refuseCode(userId, code, installationSecret, true, now)) ?? { ok: true };
}

async function refuseCode(
  userId: string,
  code: string,
  installationSecret: string,
  confirmed: boolean,
  now: Date,
): Promise<TwoStepRefusal | null> {
  if (!(await mayTrySignIn(`code|${userId}`, triesInWindow, 15, now))) return { ok: false, reason: "tooManyTries" };
  const { totpSecret, totpConfirmedAt } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  if (!totpSecret || (totpConfirmedAt !== null) !== confirmed) return { ok: false, reason: "notNow" };
  const taken =
    (await takeCode(userId, totpSecret, code, installationSecret, now)) || (confirmed && (await takeRecoveryCode(userId, code)));
  if (!taken) return { ok: false, reason: "wrongCode" };
  await db().signInThrottle.deleteMany({ where: { key: `code|${userId}` } });
  return null;
}

/** Of two who give the same code at once one gets in. */
async function takeCode(userId: string, totpSecret: string, code: string, installationSecret: string, now: Date): Promise<boolean> {
  const secret = unseal(installationSecret, sealedName(userId), totpSecret);
  const step = secret === null ? null : stepOf(Buffer.from(secret, "base64"), code, now);
  if (step === null) return false;
  const unused = { OR: [{ totpLastStep: null }, { totpLastStep: { lt: step } }] };
  return (await db().user.updateMany({ where: { id: userId, ...unused }, data: { totpLastStep: step } })).count === 1;
}

async function takeRecoveryCode(userId: string, code: string): Promise<boolean> {
  const hash = hashOf(code);
  const struck = await db().$executeRaw`
    UPDATE "User" SET "recoveryCodes" = array_remove("recoveryCodes", ${hash}) WHERE "id" = ${userId}::uuid AND ${hash} = ANY("recoveryCodes")`;
  return struck === 1;
}

/** 80 random bits each: `abcd-efgh-ijkl-mnop`. */
const newRecoveryCodes = () =>
  Array.from({ length: recoveryCodeCount }, () => base32(randomBytes(10)).toLowerCase().match(/.{4}/g)!.join("-"));
const hashOf = (code: string) => hashToken(code.toLowerCase().replace(/[^a-z2-7]/g, ""));
