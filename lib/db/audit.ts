import type { Actor } from "../domain/actor.ts";
import { db } from "./client.ts";

export interface AuditRecord {
  id: string;
  at: string;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  subjectName: string;
  before: unknown;
  after: unknown;
}

/** Newest first; `after` is the last id of the page before, `limit` 1-200. */
export async function list(actor: Actor, options: { after?: string; limit?: number } = {}): Promise<AuditRecord[]> {
  const rows = await db().auditEntry.findMany({
    where: { organisationId: actor.organisationId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: Math.min(Math.max(options.limit ?? 100, 1), 200),
    ...(options.after ? { cursor: { id: options.after }, skip: 1 } : {}),
  });
  return rows.map(({ organisationId: _organisation, actorId: _actor, at, ...row }) => ({ ...row, at: at.toISOString() }));
}
