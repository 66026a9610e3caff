/** A broken rule of a field, as form and API tell it: the field's path, a text key, and the bound that was broken. */
import type * as z from "zod";

export interface FieldProblem {
  /** `queue.maxWaitSeconds` */
  path: string;
  /** `errors.tooSmall`: a key of lib/i18n, never a sentence. */
  message: string;
  minimum?: number;
  maximum?: number;
}

export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => {
    const bounds = { ...issue, ...("params" in issue ? issue.params : {}) } as { minimum?: unknown; maximum?: unknown };
    return {
      path: issue.path.map(String).join("."),
      message: issue.message.startsWith("errors.") ? issue.message : "errors.invalid",
      ...(typeof bounds.minimum === "number" && { minimum: bounds.minimum }),
      ...(typeof bounds.maximum === "number" && { maximum: bounds.maximum }),
    };
  });
}
