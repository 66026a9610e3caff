/**
 * Callback requests as the worker keeps them. A request and a dial are written before anybody hears of them, under the worker's lease:
 * a worker that has lost it neither takes requests nor dials.
 */
import { randomUUID } from "node:crypto";
import { type CallbackRequest, type CallbackRequestResult, type CallbackWrite, requestsPerNumberAndDay } from "../domain/callback.ts";
import { startOfLocalDay } from "../domain/opening-hours.ts";
import type { Callback } from "../generated/prisma/client.ts";
import { CallbackState } from "../generated/prisma/enums.ts";
import { db, type Transaction } from "./client.ts";
import { type Lease, mustHold } from "./leases.ts";

const open: CallbackState[] = [CallbackState.waiting, CallbackState.reserved, CallbackState.ringing];

/** @throws when the lease is not held any more, or the database does not take it. */
export function storeRequest(lease: Lease, request: CallbackRequest): Promise<CallbackRequestResult> {
  return oneByOne(lease, (tx) => store(tx, lease, request));
}

/**
 * For a caller who was cut off, as often as it is tried: a request that his call has made, also one that was served meanwhile, is his.
 *
 * @throws as {@link storeRequest} does.
 */
export function storeRequestOnce(lease: Lease, request: CallbackRequest): Promise<CallbackRequestResult> {
  return oneByOne(lease, async (tx) => {
    const { originCallId } = request;
    const own = await tx.callback.findFirst({ where: { originCallId, state: { not: "cancelled" } } });
    return own ? { kind: "exists", request: toRequest(own) } : store(tx, lease, request);
  });
}

/** One after the other for the organisation: what is counted here must still be true when the request is written. */
function oneByOne<Result>(lease: Lease, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lease.organisationId}, 1))`;
    await mustHold(tx, lease);
    return work(tx);
  });
}

async function store(tx: Transaction, { organisationId, token }: Lease, request: CallbackRequest): Promise<CallbackRequestResult> {
  const { groupId, number } = request;
  const same = await tx.callback.findFirst({ where: { groupId, number, state: { in: open } } });
  if (same) return { kind: "exists", request: toRequest(same) };
  const reason = await limitReached(tx, organisationId, request);
  if (reason) return { kind: "refused", reason };
  await tx.callback.create({ data: { ...request, organisationId, fencingToken: token } });
  return { kind: "stored" };
}

async function limitReached(tx: Transaction, organisationId: string, { number, requestedAt }: CallbackRequest) {
  const { timeZone, callbackDailyCap } = await tx.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const today = { organisationId, requestedAt: { gte: startOfLocalDay(requestedAt, timeZone) } };
  if ((await tx.callback.count({ where: { ...today, number } })) >= requestsPerNumberAndDay) return "numberLimit";
  return (await tx.callback.count({ where: today })) >= callbackDailyCap ? "dailyCap" : null;
}

/** Counts the dial before it happens. Null: the request is not open any more, or not ours. */
export function beginAttempt(lease: Lease, callbackId: string, userId: string, at: Date): Promise<string | null> {
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const { count } = await tx.callback.updateMany({
      where: { id: callbackId, organisationId: lease.organisationId, state: { in: open } },
      data: { state: "ringing", attempts: { increment: 1 }, reservedById: userId, nextAttemptAt: null, fencingToken: lease.token },
    });
    if (count === 0) return null;
    const attemptId = randomUUID();
    await tx.callbackAttempt.create({ data: { id: attemptId, callbackId, userId, startedAt: at } });
    return attemptId;
  });
}

/** What an earlier worker left behind: a dial that was cut off counts, and the request waits again. */
export function openRequests(lease: Lease, at: Date): Promise<CallbackRequest[]> {
  return db().$transaction(async (tx) => {
    await mustHold(tx, lease);
    const { organisationId } = lease;
    await tx.callbackAttempt.updateMany({
      where: { endedAt: null, callback: { organisationId } },
      data: { endedAt: at, result: "workerStopped" },
    });
    await tx.callback.updateMany({
      where: { organisationId, state: { in: ["reserved", "ringing"] } },
      data: { state: "waiting", reservedById: null, fencingToken: lease.token },
    });
    const orderBy = [{ arrivedAt: "asc" }, { requestedAt: "asc" }, { id: "asc" }] as const;
    const rows = await tx.callback.findMany({ where: { organisationId, state: "waiting" }, orderBy: [...orderBy] });
    return rows.map(toRequest);
  });
}

function toRequest(row: Callback): CallbackRequest {
  const { id, groupId, originCallId, number, arrivedAt, requestedAt, expiresAt, nextAttemptAt, attempts } = row;
  return { id, groupId, originCallId, number, arrivedAt, requestedAt, expiresAt, nextAttemptAt, attempts };
}

/** A worker that has been followed by another changes nothing behind it. */
export async function writeCallback(tx: Transaction, write: CallbackWrite, token: bigint): Promise<void> {
  if (write.kind === "attemptEnded") {
    const { attemptId: id, endedAt, result } = write;
    await tx.callbackAttempt.updateMany({ where: { id, endedAt: null }, data: { endedAt, result } });
    return;
  }
  const mine = { id: write.callbackId, state: { in: open }, OR: [{ fencingToken: null }, { fencingToken: { lte: token } }] };
  const data =
    write.kind === "returned"
      ? { state: CallbackState.waiting, nextAttemptAt: write.nextAttemptAt, reservedById: null }
      : { state: write.state, endReason: write.reason, endedAt: write.endedAt, nextAttemptAt: null };
  await tx.callback.updateMany({ where: mine, data });
}
