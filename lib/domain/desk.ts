/** What a member sees of his own day at his desk, beside the live stream. */
import type { RingResult } from "./call.ts";

export const longestNotes = 4000;

/** Rings that he did not answer today; of several for one call the last. Another's answer is no miss. */
export type MissedResult = Exclude<RingResult, "answered" | "answeredElsewhere">;

export interface MissedCall {
  callId: string;
  /** ISO 8601: when his last ring ended. */
  at: string;
  groupName: string;
  /** null = withheld */
  callerNumber: string | null;
  callerName: string | null;
  result: MissedResult;
  times: number;
}

export interface OwnDay {
  answered: number;
  missed: number;
  talkSeconds: number;
  wrapUpSeconds: number;
}

/** A call that he handles or has handled, with its notes. */
export interface HandledCall {
  id: string;
  groupName: string;
  /** Of the customer, whoever called; null = withheld. */
  number: string | null;
  name: string | null;
  waitSeconds: number | null;
  notes: string;
}

/** `before`: the notes that the writer saw; others may have written meanwhile. */
export interface NotesUpdate {
  notes: string;
  before: string;
}
