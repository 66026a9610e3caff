import type { Metadata } from "next";
import { CallbackList } from "@/components/callbacks/callback-list.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as callbacks from "@/lib/db/callbacks.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeCallbacks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("callbacks");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeCallbacks);
  return (
    <PageTexts sections={await pageTexts("callbacks", "calls", "lists")}>
      <CallbackList initial={await callbacks.list(actor)} />
    </PageTexts>
  );
}
