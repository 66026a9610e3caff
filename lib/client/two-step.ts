import { queryOptions } from "@tanstack/react-query";
import { getJson, sendJson } from "./api.ts";

export interface TwoStepState {
  on: boolean;
  recoveryCodesLeft: number;
}

/** Told once. */
interface RecoveryCodes {
  recoveryCodes: string[];
}

export const twoStepQuery = queryOptions({ queryKey: ["two-step"], queryFn: () => getJson<TwoStepState>("/two-step") });

export const startTwoStep = () => sendJson<{ key: string; uri: string }>("POST", "/two-step");
export const confirmTwoStep = (code: string) => sendJson<RecoveryCodes>("PUT", "/two-step", { code });
export const renewRecoveryCodes = (code: string) => sendJson<RecoveryCodes>("POST", "/two-step/recovery-codes", { code });
export const turnOffTwoStep = (code: string) => sendJson<unknown>("DELETE", "/two-step", { code });
export const resetTwoStepOf = (userId: string) => sendJson<void>("DELETE", `/users/${userId}/two-step`);
