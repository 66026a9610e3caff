import { queryOptions } from "@tanstack/react-query";
import type { ApiTokenRecord } from "../domain/api-token.ts";
import { getJson, sendJson } from "./api.ts";

export const screensQuery = queryOptions({ queryKey: ["screens"], queryFn: () => getJson<ApiTokenRecord[]>("/screens") });

/** The screen goes dark at once. */
export const revokeScreen = (id: string) => sendJson<void>("DELETE", `/screens/${id}`);
