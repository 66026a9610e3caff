/** What the repository says of a message box's change, as an API answer. */
import type { MessageBoxRefusal, MessageBoxRemoved, MessageBoxSaved } from "@/lib/db/message-boxes.ts";
import { assertNever } from "@/lib/domain/assert-never.ts";
import { type Problem, problem } from "./problem.ts";

export const messageBoxAnswer = (saved: MessageBoxSaved) => (saved.ok ? saved.messageBox : refusal(saved));

export function messageBoxRemovedAnswer(removed: MessageBoxRemoved): Problem | undefined {
  if (removed.ok) return undefined;
  return removed.reason === "inUse" ? problem("inUse", { usedBy: removed.usedBy }) : problem("notFound");
}

function refusal(refused: MessageBoxRefusal): Problem {
  const { reason } = refused;
  switch (reason) {
    case "notFound":
      return problem("notFound");
    case "changedByAnother":
      return problem(reason, { current: refused.current });
    case "nameTaken":
    case "unknownReference":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }] });

    default:
      return assertNever(reason);
  }
}
