/** One worker per organisation at a time: a lease row with a fencing token that only grows. */
import { db } from "./client.ts";

export interface Lease {
  organisationId: string;
  /** Grows with every take-over; a write under an older token comes from a worker that lost the lease. */
  token: bigint;
}

/** Takes or renews the lease; null while another worker holds it. */
export async function holdLease(organisationId: string, workerId: string, seconds: number): Promise<Lease | null> {
  const rows = await db().$queryRaw<{ token: bigint }[]>`
    INSERT INTO "WorkerLease" ("organisationId", "workerId", "token", "expiresAt")
    VALUES (${organisationId}::uuid, ${workerId}, 1, now() + make_interval(secs => ${seconds}))
    ON CONFLICT ("organisationId") DO UPDATE SET
      "token" = CASE WHEN "WorkerLease"."workerId" = ${workerId} THEN "WorkerLease"."token" ELSE "WorkerLease"."token" + 1 END,
      "workerId" = ${workerId},
      "expiresAt" = now() + make_interval(secs => ${seconds})
    WHERE "WorkerLease"."workerId" = ${workerId} OR "WorkerLease"."expiresAt" < now()
    RETURNING "token"`;
  return rows[0] ? { organisationId, token: rows[0].token } : null;
}

export async function releaseLease(organisationId: string, workerId: string): Promise<void> {
  await db().workerLease.updateMany({ where: { organisationId, workerId }, data: { expiresAt: new Date(0) } });
}
