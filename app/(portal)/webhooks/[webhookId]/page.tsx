import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { DeliveryLog } from "@/components/webhooks/delivery-log.tsx";
import * as deliveries from "@/lib/db/webhook-deliveries.ts";
import * as webhooks from "@/lib/db/webhooks.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("webhooks");
  return { title: text("title") };
}

export default async function Page({ params }: PageProps<"/webhooks/[webhookId]">) {
  const actor = allowed(await signedInActor(), editWebhooks);
  const { webhookId } = await params;
  const webhook = isId(webhookId) ? await webhooks.get(actor, webhookId) : null;
  if (!webhook) notFound();
  return (
    <PageTexts sections={await pageTexts("lists", "webhooks")}>
      <DeliveryLog webhook={webhook} initial={(await deliveries.list(actor, webhook.id)) ?? []} />
    </PageTexts>
  );
}
