/** An assistant that asks, records and sends a summary: a destination when nobody can answer (product.md, "Message box"). */
import * as z from "zod";
import { reference, text, version, wholeNumber } from "./bounded.ts";

const messageQuestion = z.object({
  /** How the question stands in the summary. */
  prompt: text(1, 200),
  /** What the caller hears; null: a tone only. */
  announcementId: reference.default(null),
  /** Speech is recorded until silence, # or `maxSeconds`; keys are read until # or a pause. */
  answer: z.enum(["speech", "keys"], "errors.invalid").default("speech"),
  maxSeconds: wholeNumber(5, 120).default(60),
});
export type MessageQuestion = z.output<typeof messageQuestion>;

export const messageBoxSettings = z.object({
  name: text(1, 80),
  questions: z.array(messageQuestion).min(1, "errors.questionNeeded").max(10, "errors.tooMany"),
  /** Where the summary goes; null: it is only kept and shown. */
  email: z.email("errors.email").max(320, "errors.tooLong").nullable().default(null),
});
export type MessageBoxSettings = z.output<typeof messageBoxSettings>;

export const messageBoxUpdate = messageBoxSettings.extend({ version });
export type MessageBoxUpdate = z.output<typeof messageBoxUpdate>;

export type MessageBoxDocument = MessageBoxSettings & { id: string; version: number };
