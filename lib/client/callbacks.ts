import { queryOptions } from "@tanstack/react-query";
import type { CallbackRecord } from "../domain/callback.ts";
import { getJson, sendJson } from "./api.ts";

export const callbacksQuery = queryOptions({ queryKey: ["callbacks"], queryFn: () => getJson<CallbackRecord[]>("/callbacks") });

export const cancelCallback = (id: string) => sendJson<void>("POST", `/callbacks/${id}/cancel`);
export const sayCallbackResult = (id: string, reached: boolean) => sendJson<void>("POST", `/callbacks/${id}/result`, { reached });
