import type { Metadata } from "next";
import { BillingList } from "@/components/billing/billing-list.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as billingAccounts from "@/lib/db/billing-accounts.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeBillingAccounts } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("billing");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeBillingAccounts);
  return (
    <PageTexts sections={await pageTexts("lists", "billing")}>
      <BillingList initial={await billingAccounts.list(actor)} />
    </PageTexts>
  );
}
