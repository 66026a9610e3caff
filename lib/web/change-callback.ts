/** An order to the worker about one callback request, and how a refusal is told. */
import "server-only";
import * as callbacks from "@/lib/db/callbacks.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import type { CallbackAction } from "@/lib/domain/live.ts";
import { type Problem, problem } from "./problem.ts";
import { sendCommand } from "./worker-commands.ts";

/** A request that the worker does not know has ended; one that talks is too late to be cancelled. */
export async function changeCallback(actor: Actor, callbackId: string, action: CallbackAction): Promise<Problem | undefined> {
  const command = { kind: "callback", organisationId: actor.organisationId, callbackId, by: actor.userId, action } as const;
  const result = await callbacks.changeAudited(actor, callbackId, action, () => sendCommand(command));
  if (result.ok) return undefined;
  return problem(result.reason === "unavailable" ? "unavailable" : "notNow");
}
