"use client";
/** Notes of a call: saved by themselves while one writes; a conflict shows both. */
import { useId } from "react";
import { useText } from "@/components/language/texts.tsx";
import { State } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { NotesOutbox, NotesState } from "@/lib/client/notes-outbox.ts";
import { longestNotes } from "@/lib/domain/desk.ts";
import { useNotes } from "./own-outbox.ts";

/** `notes`: what the server has; undefined while that is not known. */
export function NotesField({ callId, notes }: { callId: string; notes: string | undefined }) {
  const text = useText("agent");
  const id = useId();
  const { outbox, draft } = useNotes(callId, notes);
  return (
    <div className="notes-field">
      <label htmlFor={id}>{text("notes")}</label>
      <textarea
        id={id}
        className="textarea"
        rows={4}
        maxLength={longestNotes}
        value={draft?.text ?? notes ?? ""}
        onChange={(event) => outbox?.write(callId, event.target.value)}
        onBlur={() => outbox?.flush(callId)}
        aria-describedby={`${id}-hint ${id}-state`}
      />
      <p id={`${id}-hint`} className="hint">
        {text("notesHint")}
      </p>
      <p id={`${id}-state`} className="hint" role="status">
        {draft && draft.text + draft.before !== "" && <SavedState state={draft.state} />}
      </p>
      {outbox && draft?.state.kind === "conflict" && <Conflict theirs={draft.state.theirs} outbox={outbox} callId={callId} />}
    </div>
  );
}

function SavedState({ state }: { state: NotesState }) {
  const text = useText("agent");
  switch (state.kind) {
    case "saved":
      return (
        <State tone="ok" icon="check">
          {text("notesSaved")}
        </State>
      );
    case "unsaved":
      return text("notesUnsaved");
    case "saving":
      return text("notesSaving");
    case "away":
      return (
        <State tone="warn" icon="warning">
          {text("notesAway")}
        </State>
      );
    case "conflict":
      return (
        <State tone="warn" icon="warning">
          {text("notesConflict")}
        </State>
      );
    case "refused":
      return (
        <State tone="bad" icon="error">
          {text("notesRefused")}
        </State>
      );
  }
}

function Conflict({ theirs, outbox, callId }: { theirs: string; outbox: NotesOutbox; callId: string }) {
  const text = useText("agent");
  return (
    <div className="notes-conflict">
      <p className="small muted">{text("notesTheirs")}</p>
      <p className="notes-theirs break-anywhere">{theirs || "–"}</p>
      <div className="flex flex-wrap gap-2">
        <Button small onClick={() => outbox.keepMine(callId)}>
          {text("notesKeepMine")}
        </Button>
        <Button small onClick={() => outbox.takeTheirs(callId)}>
          {text("notesTakeTheirs")}
        </Button>
      </div>
    </div>
  );
}
