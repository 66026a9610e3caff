import { queryOptions } from "@tanstack/react-query";
import type { SessionRecord } from "../domain/session.ts";
import { getJson, sendJson } from "./api.ts";

export const sessionsQuery = queryOptions({ queryKey: ["sessions"], queryFn: () => getJson<SessionRecord[]>("/sessions") });

export const endSession = (id: string) => sendJson<void>("DELETE", `/sessions/${id}`);
export const endOtherSessions = () => sendJson<void>("DELETE", "/sessions");
/** @throws Refusal with `unauthenticated` when the session has ended. */
export const askSession = () => getJson<void>("/sessions/current");
