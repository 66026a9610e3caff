import type { AlertLimits, AlertLimitsUpdate } from "../domain/group/alert-limits.ts";
import { sendJson } from "./api.ts";

/** @throws Refusal: `changedByAnother` brings what stands now. */
export const setAlertLimits = (groupId: string, limits: AlertLimitsUpdate) =>
  sendJson<AlertLimits>("PUT", `/groups/${groupId}/alert-limits`, limits);
