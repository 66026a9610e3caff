/** What an application leaves behind when its connection goes: unanswered calls are refused, open ones hung up after a short grace. */
import type { Application } from "./application.ts";
import type { Core } from "./core.ts";
import { endByEdge } from "./dialog-ending.ts";
import { finish } from "./incoming-requests.ts";

export function abandon(core: Core, application: Application): void {
  for (const incoming of [...core.incoming.values()]) {
    if (incoming.application !== application) continue;
    if (incoming.proxy) continue;
    if (!incoming.answered) finish(core, incoming, incoming.transaction.request.method === "BYE" ? 200 : 503);
  }
  for (const { application: owner, outgoing } of core.invites.values()) if (owner === application) outgoing.cancel();
  if (core.dialogs.of(application).length === 0) return;
  // answers under way may still arrive; nobody can take the dialogs over
  setTimeout(() => {
    for (const call of core.dialogs.of(application)) {
      // calls that still ring were cancelled above and end by their own final response
      if (call.state === "confirmed") endByEdge(core, call, "Application gone", "system-initiated-termination");
    }
  }, core.environment.orphanGraceMs).unref();
}
