/** What a supervisor does to a waiting caller stands in the audit log if the worker does it, and only then. */
import type { Actor } from "../domain/actor.ts";
import type { WaitingCallAction } from "../domain/live.ts";
import { Refused, writeAudit } from "./change.ts";
import { db } from "./client.ts";

/** The worker is given five seconds. */
const patienceMs = 8_000;

/** The caller's number is not told: the call's own record has it, and forgets it when it must. */
export async function moveAudited<R extends { ok: boolean }>(
  actor: Actor,
  callId: string,
  change: WaitingCallAction,
  carryOut: () => Promise<R>,
): Promise<R> {
  const { organisationId } = actor;
  try {
    return await db().$transaction(
      async (tx) => {
        const call = await tx.call.findFirst({ where: { id: callId, organisationId }, select: { groupName: true } });
        const to =
          change.action === "group" &&
          (await tx.group.findFirst({ where: { id: change.groupId, organisationId }, select: { name: true } }));
        const after = { action: change.action, ...(to && { group: to.name }) };
        await writeAudit(tx, actor, { action: "move", kind: "call", id: callId, name: call?.groupName ?? "", after });
        const result = await carryOut();
        if (!result.ok) throw new Refused(result);
        return result;
      },
      { timeout: patienceMs },
    );
  } catch (error) {
    if (error instanceof Refused) return error.outcome as R;
    throw error;
  }
}
