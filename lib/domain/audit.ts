/** What can be asked of the audit log, and what it tells. */
import * as z from "zod";
import { text } from "./bounded.ts";

const day = z.iso.date("errors.date");

/** An empty word asks for nothing. */
const word = text(0, 80).optional();

export const auditQuestion = z.object({
  who: word,
  /** Kind of what was changed. */
  kind: text(0, 40).optional(),
  /** In the name of what was changed, who changed it, or a value before or after. */
  text: word,
  /** Days of the organisation's place, both included. */
  from: day.optional(),
  to: day.optional(),
  /** The last entry of the page before. */
  after: z.uuid("errors.reference").optional(),
  limit: z.coerce.number("errors.number").int("errors.wholeNumber").min(1, "errors.tooSmall").max(200, "errors.tooLarge").optional(),
});
export type AuditQuestion = z.output<typeof auditQuestion>;

export interface AuditRecord {
  id: string;
  /** ISO 8601 */
  at: string;
  actorName: string;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  subjectName: string;
  before: unknown;
  after: unknown;
}
