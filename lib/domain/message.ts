/** What a caller leaves in a message box: an answer for each question, as sound or as keys. */

/** Of all answers together. */
export const messageSecondsLimit = 300;
/** Messages that an organisation keeps; who calls beyond that is told that none can be left. */
export const messagesKeptLimit = 500;
/** Keys of one answer. */
export const answerKeysLimit = 40;

export interface MessageStart {
  id: string;
  messageBoxId: string;
  boxName: string;
  /** Whose caller he was. */
  groupId: string;
  callId: string;
  /** Untrusted text when it came from outside; null = withheld. */
  callerNumber: string | null;
  callerName: string | null;
  startedAt: Date;
  /** As they stood in the box when they were asked. */
  questions: string[];
}

/** What the worker writes while a message is left. Every write can be repeated without harm. */
export type MessageWrite =
  /** A-law in base64, 8,000 octets a second; numbered from 0 within the answer. */
  | { kind: "sound"; messageId: string; question: number; piece: number; alaw: string }
  | { kind: "keys"; messageId: string; question: number; keys: string }
  | { kind: "complete"; messageId: string; at: Date }
  /** Nothing was said. */
  | { kind: "discarded"; messageId: string };

export interface MessageAnswer {
  prompt: string;
  /** Null: no sound. */
  seconds: number | null;
  keys: string | null;
}

/** A message as the portal shows it. */
export interface MessageRecord {
  id: string;
  messageBoxId: string | null;
  boxName: string;
  groupId: string | null;
  groupName: string;
  callId: string;
  callerNumber: string | null;
  callerName: string | null;
  completedAt: string;
  /** The worker died while it was being left: its end may be missing. */
  cutOff: boolean;
  heardAt: string | null;
  heardBy: string | null;
  answers: MessageAnswer[];
}
