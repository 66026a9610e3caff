import * as billingAccounts from "@/lib/db/billing-accounts.ts";
import { billingAccountSettings } from "@/lib/domain/billing-account.ts";
import { editBillingAccounts, seeBillingAccounts } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { billingAccountAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({ may: seeBillingAccounts, handle: ({ actor }) => billingAccounts.list(actor) });

export const POST = route({
  may: editBillingAccounts,
  body: billingAccountSettings,
  status: 201,
  handle: async ({ actor, body }) => billingAccountAnswer(await billingAccounts.create(actor, body)),
});
