import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { LivePage } from "@/components/live/live-page.tsx";
import * as groups from "@/lib/db/groups.ts";
import { supervisedGroups } from "@/lib/db/organisations.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("live");
  return { title: text("title") };
}

export default async function Page({ searchParams }: PageProps<"/live">) {
  const actor = allowed(await signedInActor(), watchGroups);
  const [all, own, { group }] = [await groups.list(actor), await supervisedGroups(actor), await searchParams];
  const visible = own ? all.filter(({ id }) => own.includes(id)) : all;
  return (
    <PageTexts sections={await pageTexts("live", "callbacks")}>
      <LivePage groups={visible.map(({ id, name, hours }) => ({ id, name, hours }))} chosen={typeof group === "string" ? group : null} />
    </PageTexts>
  );
}
