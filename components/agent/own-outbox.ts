"use client";
/** One outbox per window and person: notes go on being saved when the page, or the call, has changed. */
import { useEffect, useSyncExternalStore } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { sendNotes } from "@/lib/client/desk.ts";
import { type Draft, NotesOutbox } from "@/lib/client/notes-outbox.ts";

const outboxes = new Map<string, NotesOutbox>();

function outboxOf(userId: string): NotesOutbox {
  const known = outboxes.get(userId);
  if (known) return known;
  const made = new NotesOutbox(sendNotes, window.sessionStorage, userId);
  outboxes.set(userId, made);
  window.addEventListener("online", () => made.flush());
  window.addEventListener("beforeunload", (event) => {
    if (made.hasUnsaved) event.preventDefault();
  });
  return made;
}

const never = () => () => {};

/** Null on the server, and until the notes have been read. */
export function useNotes(callId: string, notes: string | undefined): { outbox: NotesOutbox | null; draft: Draft | null } {
  const { userId } = useSignedIn();
  const outbox = typeof window === "undefined" ? null : outboxOf(userId);
  useEffect(() => {
    if (notes !== undefined) outbox?.read(callId, notes);
  }, [outbox, callId, notes]);
  const draft = useSyncExternalStore(
    outbox?.subscribe ?? never,
    () => outbox?.draft(callId) ?? null,
    () => null,
  );
  return { outbox, draft };
}
