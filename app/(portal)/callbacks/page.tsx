import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { CallbackList } from "@/components/lists/callback-list.tsx";
import * as callbacks from "@/lib/db/callbacks.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeCallbacks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("lists");
  return { title: text("callbacksTitle") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeCallbacks);
  return (
    <PageTexts sections={await pageTexts("lists")}>
      <CallbackList initial={await callbacks.list(actor)} />
    </PageTexts>
  );
}
