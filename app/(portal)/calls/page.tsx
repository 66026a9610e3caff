import type { Metadata } from "next";
import { CallList } from "@/components/calls/call-list.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as calls from "@/lib/db/calls.ts";
import * as groups from "@/lib/db/groups.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeCalls, seeGroups } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("calls");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeCalls);
  const visible = seeGroups(actor) ? await groups.list(actor) : [];
  return (
    <PageTexts sections={await pageTexts("calls")}>
      <CallList initial={await calls.list(actor)} groups={visible.map(({ id, name }) => ({ id, name }))} />
    </PageTexts>
  );
}
