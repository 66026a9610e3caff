/** One worker per organisation at a time: a lease row with a fencing token that only grows. */
import { db, type Transaction } from "./client.ts";

export interface Lease {
  organisationId: string;
  /** Grows with every take-over; a write under an older token comes from a worker that lost the lease. */
  token: bigint;
}

/** Takes the lease over from nobody, from an expired holder, or from an earlier life of the same worker; null while another holds it. */
export async function takeLease(organisationId: string, workerId: string, seconds: number): Promise<Lease | null> {
  const rows = await db().$queryRaw<{ token: bigint }[]>`
    INSERT INTO "WorkerLease" ("organisationId", "workerId", "token", "expiresAt")
    VALUES (${organisationId}::uuid, ${workerId}, 1, now() + make_interval(secs => ${seconds}))
    ON CONFLICT ("organisationId") DO UPDATE SET
      "token" = "WorkerLease"."token" + 1,
      "workerId" = ${workerId},
      "expiresAt" = now() + make_interval(secs => ${seconds})
    WHERE "WorkerLease"."workerId" = ${workerId} OR "WorkerLease"."expiresAt" < now()
    RETURNING "token"`;
  return rows[0] ? { organisationId, token: rows[0].token } : null;
}

/** False: another worker has taken it over. */
export async function renewLease({ organisationId, token }: Lease, seconds: number): Promise<boolean> {
  const renewed = await db().$executeRaw`
    UPDATE "WorkerLease" SET "expiresAt" = now() + make_interval(secs => ${seconds})
    WHERE "organisationId" = ${organisationId}::uuid AND "token" = ${token}`;
  return renewed === 1;
}

export async function releaseLease({ organisationId, token }: Lease): Promise<void> {
  await db()
    .$executeRaw`UPDATE "WorkerLease" SET "expiresAt" = now() - interval '1 second' WHERE "organisationId" = ${organisationId}::uuid AND "token" = ${token}`;
}

/**
 * Asked inside the transaction that writes: true while the lease is this one. Whoever wants to take it over meanwhile waits for the
 * end of the transaction, so a worker that was thought dead can't write after its successor has read.
 */
export async function holdsLease(tx: Transaction, { organisationId, token }: Lease): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "WorkerLease" WHERE "organisationId" = ${organisationId}::uuid AND "token" = ${token} FOR SHARE`;
  return rows.length === 1;
}

/** @throws when another worker holds it. */
export async function mustHold(tx: Transaction, lease: Lease): Promise<void> {
  if (!(await holdsLease(tx, lease))) throw new Error("the lease of the organisation is held by another worker");
}
