import { queryOptions } from "@tanstack/react-query";
import type { ApiTokenRecord, NewApiToken } from "../domain/api-token.ts";
import { getJson, sendJson } from "./api.ts";

export const apiTokensQuery = queryOptions({ queryKey: ["api-tokens"], queryFn: () => getJson<ApiTokenRecord[]>("/api-tokens") });

/** The token's text is told here and never again. */
export const createApiToken = (token: NewApiToken) => sendJson<{ record: ApiTokenRecord; token: string }>("POST", "/api-tokens", token);
export const revokeApiToken = (id: string) => sendJson<void>("DELETE", `/api-tokens/${id}`);
