/** What becomes of a caller who was cut off in a queue: he keeps his place as a callback request. Pure, but for the request's new id. */
import { type CallbackRequest, type CutOffCaller, callbackInUse } from "../../lib/domain/callback.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { callbackNumberOfRecord } from "./callback-number.ts";
import { newRequest } from "./open-callback.ts";

/** Null: his group does not call back, or his number cannot be called. */
export function requestToMakeGood(configuration: OrganisationConfiguration, caller: CutOffCaller, at: Date): CallbackRequest | null {
  const group = configuration.groups.find(({ id }) => id === caller.groupId);
  const number = callbackNumberOfRecord(configuration, caller);
  if (!group || !callbackInUse(group.callback) || number.kind !== "usable") return null;
  const { callId, arrivedAt } = caller;
  return newRequest(group, { originCallId: callId, number: number.number, arrivedAt, requestedAt: at });
}
