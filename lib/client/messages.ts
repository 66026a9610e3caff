import { queryOptions } from "@tanstack/react-query";
import type { MessageRecord } from "../domain/message.ts";
import { getJson, sendJson } from "./api.ts";

export const messagesQuery = queryOptions({ queryKey: ["messages"], queryFn: () => getJson<MessageRecord[]>("/messages") });

/** Of the answer with this number, from 1. */
export const answerAddress = (id: string, answer: number) => `/api/v1/messages/${id}/audio?answer=${answer}`;
export const markHeard = (id: string, heard: boolean) => sendJson<void>("PUT", `/messages/${id}/heard`, { heard });
export const deleteMessage = (id: string) => sendJson<void>("DELETE", `/messages/${id}`);
