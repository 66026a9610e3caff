/** What the repository says of a save, as an API answer. */
import type { GroupRefusal, GroupSaved } from "@/lib/db/groups.ts";
import { assertNever } from "@/lib/domain/assert-never.ts";
import { type Problem, problem } from "./problem.ts";

export const groupAnswer = (saved: GroupSaved) => (saved.ok ? saved.group : refusal(saved));

function refusal(refused: GroupRefusal): Problem {
  const { reason } = refused;
  switch (reason) {
    case "notFound":
      return problem("notFound");
    case "changedByAnother":
      return problem(reason, { current: refused.current });
    case "nameTaken":
    case "numberTaken":
    case "unknownReference":
    case "barredNumber":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }] });
    case "overflowLoop":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }], path: refused.path });
    default:
      return assertNever(reason);
  }
}
