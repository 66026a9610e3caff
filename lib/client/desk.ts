import { queryOptions } from "@tanstack/react-query";
import type { Contact } from "../domain/contact.ts";
import type { HandledCall, MissedCall, NotesUpdate, OwnDay } from "../domain/desk.ts";
import { getJson, Refusal, sendJson } from "./api.ts";
import { isRefused, type SaveNotes } from "./notes-outbox.ts";
import type { DeviceRecord } from "./users.ts";

export interface Desk {
  figures: OwnDay;
  missed: MissedCall[];
  devices: DeviceRecord[];
  groups: { id: string; name: string; loggedIn: boolean }[];
}

export const deskQuery = queryOptions({ queryKey: ["desk"], queryFn: () => getJson<Desk>("/desk") });

export const contactsQuery = queryOptions({ queryKey: ["contacts"], queryFn: () => getJson<Contact[]>("/contacts") });

/** A call is in the log a moment after it was answered. */
export const handledCallQuery = (id: string) =>
  queryOptions({
    queryKey: ["handled", id],
    queryFn: () => getJson<HandledCall>(`/calls/${id}/notes`),
    retry: 5,
    retryDelay: 1000,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What failed in a way that may pass is tried again by the outbox. */
export const sendNotes: SaveNotes = async (callId, update) => {
  try {
    await sendJson<void>("PUT", `/calls/${callId}/notes`, update satisfies NotesUpdate);
    return { kind: "saved" };
  } catch (error) {
    const code = error instanceof Refusal ? error.code : "unknown";
    if (code === "changedByAnother") return { kind: "conflict", theirs: ((error as Refusal).current as { notes: string }).notes };
    return isRefused(code) ? { kind: "refused", code } : { kind: "away" };
  }
};
