import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { WebhookList } from "@/components/webhooks/webhook-list.tsx";
import * as webhooks from "@/lib/db/webhooks.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editWebhooks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("webhooks");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), editWebhooks);
  return (
    <PageTexts sections={await pageTexts("lists", "webhooks")}>
      <WebhookList initial={await webhooks.list(actor)} />
    </PageTexts>
  );
}
