/**
 * What an earlier worker left behind when it died. Who was cut off in a queue has his request first, and only then are the records closed
 * by which he is found: whenever this is interrupted, it can be done once more, and nobody is lost or called twice.
 */
import { closeOrphans, cutOffCallers } from "../../lib/db/call-records.ts";
import { storeRequestOnce } from "../../lib/db/callback-requests.ts";
import type { Lease } from "../../lib/db/leases.ts";
import { completeLeftMessages } from "../../lib/db/message-records.ts";
import type { CutOffCaller } from "../../lib/domain/callback.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { crashPoint } from "../runtime/crash-point.ts";
import type { Log } from "../runtime/log.ts";
import { requestToMakeGood } from "../sessions/make-good.ts";

/** @throws when the lease is not held any more, or the database does not answer. */
export async function recover(lease: Lease, configuration: OrganisationConfiguration, at: Date, log: Log): Promise<void> {
  const { organisationId } = lease;
  const cutOff = await cutOffCallers(lease);
  for (const caller of cutOff) await makeGood(lease, configuration, caller, at, log);
  crashPoint("recovery.requested");
  const calls = await closeOrphans(lease, at, cutOff);
  crashPoint("recovery.closed");
  if (calls > 0) log.warn("calls of an earlier worker were closed", { organisationId, calls, cutOff: cutOff.length });
  const messages = await completeLeftMessages(lease, at);
  if (messages > 0) log.warn("messages were cut off with an earlier worker", { organisationId, messages });
}

async function makeGood(lease: Lease, configuration: OrganisationConfiguration, caller: CutOffCaller, at: Date, log: Log): Promise<void> {
  const request = requestToMakeGood(configuration, caller, at);
  if (!request) return;
  const result = await storeRequestOnce(lease, request);
  if (result.kind === "refused") log.warn("a caller who was cut off is not called back", { callId: caller.callId, reason: result.reason });
}
