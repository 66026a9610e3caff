/** What the repository says of a menu's change, as an API answer. */
import type { MenuRefusal, MenuRemoved, MenuSaved } from "@/lib/db/menus.ts";
import { assertNever } from "@/lib/domain/assert-never.ts";
import { type Problem, problem } from "./problem.ts";

export const menuAnswer = (saved: MenuSaved) => (saved.ok ? saved.menu : refusal(saved));

export function menuRemovedAnswer(removed: MenuRemoved): Problem | undefined {
  if (removed.ok) return undefined;
  return removed.reason === "inUse" ? problem("inUse", { usedBy: removed.usedBy }) : problem("notFound");
}

function refusal(refused: MenuRefusal): Problem {
  const { reason } = refused;
  switch (reason) {
    case "notFound":
      return problem("notFound");
    case "changedByAnother":
      return problem(reason, { current: refused.current });
    case "nameTaken":
    case "unknownReference":
    case "barredNumber":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }] });
    case "overflowLoop":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }], path: refused.path });
    default:
      return assertNever(reason);
  }
}
