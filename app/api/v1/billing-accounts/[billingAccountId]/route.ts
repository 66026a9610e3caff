import * as billingAccounts from "@/lib/db/billing-accounts.ts";
import { billingAccountUpdate } from "@/lib/domain/billing-account.ts";
import { editBillingAccounts } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { billingAccountAnswer, removedAnswer } from "@/lib/web/saved-answers.ts";

export const PUT = route({
  may: editBillingAccounts,
  body: billingAccountUpdate,
  handle: async ({ actor, params, body }) => billingAccountAnswer(await billingAccounts.save(actor, params.billingAccountId!, body)),
});

export const DELETE = route({
  may: editBillingAccounts,
  handle: async ({ actor, params }) => removedAnswer(await billingAccounts.remove(actor, params.billingAccountId!)),
});
