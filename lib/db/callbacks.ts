/** Callback requests as the portal sees them. */
import type { Actor } from "../domain/actor.ts";
import { db } from "./client.ts";

type CallbackState = "waiting" | "reserved" | "ringing" | "reached" | "unreached" | "expired" | "cancelled" | "failed";

export interface CallbackRecord {
  id: string;
  groupId: string;
  groupName: string;
  number: string;
  state: CallbackState;
  arrivedAt: string;
  requestedAt: string;
  expiresAt: string;
  attempts: number;
}

export async function list(actor: Actor): Promise<CallbackRecord[]> {
  const rows = await db().callback.findMany({
    where: {
      organisationId: actor.organisationId,
      ...(actor.role === "administrator" ? {} : { group: { supervisors: { some: { userId: actor.userId } } } }),
    },
    include: { group: { select: { name: true } } },
    orderBy: [{ arrivedAt: "desc" }],
    take: 200,
  });
  return rows.map((row) => ({
    id: row.id,
    groupId: row.groupId,
    groupName: row.group.name,
    number: row.number,
    state: row.state,
    arrivedAt: row.arrivedAt.toISOString(),
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    attempts: row.attempts,
  }));
}
