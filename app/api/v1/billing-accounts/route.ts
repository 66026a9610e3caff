import * as billingAccounts from "@/lib/db/billing-accounts.ts";
import { seeBillingAccounts } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";

export const GET = route({ may: seeBillingAccounts, handle: ({ actor }) => billingAccounts.list(actor) });
