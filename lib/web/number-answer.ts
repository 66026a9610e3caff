/** What the repository says of a number's change, as an API answer. */
import type { NumberRefusal, NumberSaved } from "@/lib/db/numbers.ts";
import { assertNever } from "@/lib/domain/assert-never.ts";
import { type Problem, problem } from "./problem.ts";

export const numberAnswer = (saved: NumberSaved) => (saved.ok ? saved.number : refusal(saved));

function refusal(refused: NumberRefusal): Problem {
  const { reason } = refused;
  switch (reason) {
    case "notFound":
      return problem("notFound");
    case "changedByAnother":
      return problem(reason, { current: refused.current });
    case "numberExists":
    case "acceptanceNeeded":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }] });
    default:
      return assertNever(reason);
  }
}
