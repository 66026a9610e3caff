import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { MessageList } from "@/components/messages/message-list.tsx";
import * as messages from "@/lib/db/messages.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { hearMessages } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("messages");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), hearMessages);
  return (
    <PageTexts sections={await pageTexts("messages", "lists")}>
      <MessageList initial={await messages.list(actor)} />
    </PageTexts>
  );
}
