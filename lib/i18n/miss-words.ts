import type { MissedResult } from "../domain/desk.ts";

/** Why a member missed a call: keys of the section "reports". */
export const missWords = {
  timeout: "missTimeout",
  busy: "missBusy",
  declined: "missDeclined",
  unreachable: "missUnreachable",
  failed: "missFailed",
  callerLeft: "missCallerLeft",
  queueLeft: "missQueueLeft",
} as const satisfies Record<MissedResult, string>;
