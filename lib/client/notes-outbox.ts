/**
 * Notes on their way to the server. What is typed is kept here and in the tab's own storage until it is saved: a lost connection, the
 * next call or a reload of the page lose nothing. Another's words are never overwritten unasked.
 */
import type { NotesUpdate } from "../domain/desk.ts";

export type SaveResult =
  | { kind: "saved" }
  | { kind: "conflict"; theirs: string }
  /** Worth trying again by itself. */
  | { kind: "away" }
  | { kind: "refused"; code: string };
export type SaveNotes = (callId: string, update: NotesUpdate) => Promise<SaveResult>;

export type NotesState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "away" }
  | { kind: "conflict"; theirs: string }
  | { kind: "refused"; code: string };

export interface Draft {
  text: string;
  /** What the server has, as far as is known here. */
  before: string;
  state: NotesState;
}

type Kept = Record<string, Pick<Draft, "text" | "before">>;
export type NotesStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const pauseMs = 800;
const firstRetryMs = 2000;
const longestRetryMs = 30_000;
const refusals = new Set(["forbidden", "invalid", "badJson", "tooBig"]);

export const isRefused = (code: string): boolean => refusals.has(code);

export class NotesOutbox {
  readonly #save: SaveNotes;
  readonly #storage: NotesStorage;
  readonly #key: string;
  readonly #drafts = new Map<string, Draft>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #retryMs = new Map<string, number>();
  readonly #listeners = new Set<() => void>();

  constructor(save: SaveNotes, storage: NotesStorage, userId: string) {
    this.#save = save;
    this.#storage = storage;
    this.#key = `jono.notes.${userId}`;
    for (const [callId, { text, before }] of Object.entries(this.#kept())) {
      this.#drafts.set(callId, { text, before, state: { kind: "unsaved" } });
      this.#later(callId, 0);
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  draft(callId: string): Draft | null {
    return this.#drafts.get(callId) ?? null;
  }

  get hasUnsaved(): boolean {
    return [...this.#drafts.values()].some(({ state }) => state.kind !== "saved");
  }

  /** What the server has; a draft that is not saved yet is worth more. */
  read(callId: string, notes: string): void {
    const draft = this.#drafts.get(callId);
    if (draft && draft.state.kind !== "saved") return;
    this.#put(callId, { text: notes, before: notes, state: { kind: "saved" } });
  }

  write(callId: string, text: string): void {
    const draft = this.#drafts.get(callId) ?? { before: "", state: { kind: "saved" as const } };
    // Whose words stand is the writer's choice: typing on is none.
    const asked = draft.state.kind === "conflict";
    this.#put(callId, { text, before: draft.before, state: asked || draft.state.kind === "saving" ? draft.state : { kind: "unsaved" } });
    if (!asked && draft.state.kind !== "saving") this.#later(callId, pauseMs);
  }

  /** At once: the field was left, or the connection is back. */
  flush(callId?: string): void {
    for (const [id, { state }] of this.#drafts) {
      if ((callId ?? id) === id && (state.kind === "unsaved" || state.kind === "away")) this.#later(id, 0);
    }
  }

  keepMine(callId: string): void {
    const draft = this.#drafts.get(callId);
    if (draft?.state.kind !== "conflict") return;
    this.#put(callId, { text: draft.text, before: draft.state.theirs, state: { kind: "unsaved" } });
    this.#later(callId, 0);
  }

  takeTheirs(callId: string): void {
    const draft = this.#drafts.get(callId);
    if (draft?.state.kind !== "conflict") return;
    this.#put(callId, { text: draft.state.theirs, before: draft.state.theirs, state: { kind: "saved" } });
  }

  #later(callId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(callId));
    this.#timers.set(
      callId,
      setTimeout(() => void this.#send(callId), delayMs),
    );
  }

  async #send(callId: string): Promise<void> {
    const draft = this.#drafts.get(callId);
    if (!draft || draft.state.kind === "saving") return;
    this.#put(callId, { ...draft, state: { kind: "saving" } });
    const sent = draft.text;
    const result = await this.#save(callId, { notes: sent, before: draft.before });
    this.#answered(callId, sent, result);
  }

  #answered(callId: string, sent: string, result: SaveResult): void {
    const { text, before } = this.#drafts.get(callId)!;
    if (result.kind === "saved") {
      this.#retryMs.delete(callId);
      this.#put(callId, { text, before: sent, state: { kind: text === sent ? "saved" : "unsaved" } });
      if (text !== sent) this.#later(callId, pauseMs);
      return;
    }
    this.#put(callId, { text, before, state: result });
    if (result.kind === "away") this.#later(callId, this.#nextRetryMs(callId));
  }

  #nextRetryMs(callId: string): number {
    const delayMs = this.#retryMs.get(callId) ?? firstRetryMs;
    this.#retryMs.set(callId, Math.min(delayMs * 2, longestRetryMs));
    return delayMs;
  }

  #put(callId: string, draft: Draft): void {
    this.#drafts.set(callId, draft);
    this.#keep();
    for (const listener of this.#listeners) listener();
  }

  #keep(): void {
    const unsaved = [...this.#drafts].filter(([, { state }]) => state.kind !== "saved");
    const kept: Kept = Object.fromEntries(unsaved.map(([id, { text, before }]) => [id, { text, before }]));
    try {
      if (unsaved.length) this.#storage.setItem(this.#key, JSON.stringify(kept));
      else this.#storage.removeItem(this.#key);
    } catch {
      // A full or forbidden storage: what is typed is still here.
    }
  }

  #kept(): Kept {
    try {
      return JSON.parse(this.#storage.getItem(this.#key) ?? "{}") as Kept;
    } catch {
      return {};
    }
  }
}
