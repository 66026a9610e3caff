import { queryOptions } from "@tanstack/react-query";
import type { MessageBoxDocument, MessageBoxSettings, MessageBoxUpdate } from "../domain/message-box.ts";
import { getJson, sendJson } from "./api.ts";

export const messageBoxesQuery = queryOptions({
  queryKey: ["message-boxes"],
  queryFn: () => getJson<MessageBoxDocument[]>("/message-boxes"),
});
export const createMessageBox = (box: MessageBoxSettings) => sendJson<MessageBoxDocument>("POST", "/message-boxes", box);
export const saveMessageBox = (id: string, update: MessageBoxUpdate) => sendJson<MessageBoxDocument>("PUT", `/message-boxes/${id}`, update);
export const deleteMessageBox = (id: string) => sendJson<void>("DELETE", `/message-boxes/${id}`);
