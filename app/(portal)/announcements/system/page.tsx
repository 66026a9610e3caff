import type { Metadata } from "next";
import { SystemPrompts } from "@/components/announcements/system-prompts.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as systemPrompts from "@/lib/db/system-prompts.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeAnnouncements } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("announcements");
  return { title: text("systemPrompts") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeAnnouncements);
  return (
    <PageTexts sections={await pageTexts("announcements")}>
      <SystemPrompts initial={await systemPrompts.list(actor)} />
    </PageTexts>
  );
}
