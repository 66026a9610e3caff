import * as billingAccounts from "@/lib/db/billing-accounts.ts";
import { billingAccountUpdate } from "@/lib/domain/billing-account.ts";
import { billingAccountAnswer } from "@/lib/web/billing-account-answer.ts";
import { editBillingAccounts } from "@/lib/web/permissions.ts";
import { problem } from "@/lib/web/problem.ts";
import { route } from "@/lib/web/route.ts";

export const PUT = route({
  may: editBillingAccounts,
  body: billingAccountUpdate,
  handle: async ({ actor, params, body }) => billingAccountAnswer(await billingAccounts.save(actor, params.billingAccountId!, body)),
});

export const DELETE = route({
  may: editBillingAccounts,
  handle: async ({ actor, params }) => {
    const removed = await billingAccounts.remove(actor, params.billingAccountId!);
    if (removed.ok) return undefined;
    return removed.reason === "inUse" ? problem("inUse", { usedBy: removed.usedBy }) : problem("notFound");
  },
});
