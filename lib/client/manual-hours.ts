import type { ByHand, ManualSwitch } from "../domain/group/by-hand.ts";
import type { ManualHours } from "../domain/group/hours.ts";
import { sendJson } from "./api.ts";

export interface SwitchState {
  manual: ManualHours;
  byHand: ByHand | null;
}

/** @throws Refusal: `changedByAnother` brings what stands now. */
export const switchByHand = (groupId: string, change: ManualSwitch) =>
  sendJson<SwitchState>("PUT", `/groups/${groupId}/manual-hours`, change);
