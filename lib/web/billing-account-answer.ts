/** What the repository says of a billing ID's change, as an API answer. */
import type { BillingAccountRefusal, BillingAccountSaved } from "@/lib/db/billing-accounts.ts";
import { assertNever } from "@/lib/domain/assert-never.ts";
import { type Problem, problem } from "./problem.ts";

export const billingAccountAnswer = (saved: BillingAccountSaved) => (saved.ok ? saved.billingAccount : refusal(saved));

function refusal(refused: BillingAccountRefusal): Problem {
  const { reason } = refused;
  switch (reason) {
    case "notFound":
      return problem("notFound");
    case "changedByAnother":
      return problem(reason, { current: refused.current });
    case "codeTaken":
      return problem(reason, { fields: [{ path: refused.field, message: `errors.${reason}` }] });
    default:
      return assertNever(reason);
  }
}
