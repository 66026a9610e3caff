import type { WaitingCallAction } from "../domain/live.ts";
import { sendJson } from "./api.ts";

export const moveWaitingCall = (callId: string, change: WaitingCallAction) => sendJson<void>("POST", `/live/calls/${callId}/move`, change);
