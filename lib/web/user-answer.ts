/** What the repository says of a person's change, as an API answer. */
import type { UserRefusal, UserRemoved, UserSaved } from "@/lib/db/user-changes.ts";
import { assertNever } from "@/lib/domain/assert-never.ts";
import { type Problem, problem } from "./problem.ts";

export const userAnswer = (saved: UserSaved) => (saved.ok ? saved.user : refusal(saved));

export function userRemovedAnswer(removed: UserRemoved): Problem | undefined {
  if (removed.ok) return undefined;
  return removed.reason === "inUse" ? problem("inUse", { usedBy: removed.usedBy }) : problem(removed.reason);
}

function refusal(refused: UserRefusal): Problem {
  const { reason } = refused;
  switch (reason) {
    case "notFound":
      return problem("notFound");
    case "changedByAnother":
      return problem(reason, { current: refused.current });
    case "emailTaken":
    case "extensionTaken":
    case "lastAdministrator":
    case "notSelf":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }] });
    default:
      return assertNever(reason);
  }
}
