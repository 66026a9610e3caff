import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { GroupEditor } from "@/components/groups/editor/group-editor.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as groups from "@/lib/db/groups.ts";
import { tabs } from "@/lib/domain/group/changes.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { groupDirectory } from "@/lib/web/group-directory.ts";
import { seeGroups } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

type Props = PageProps<"/groups/[groupId]/[tab]">;

const addressRule = z.object({ groupId: z.uuid(), tab: z.enum(tabs) });

async function groupOf({ params }: Props) {
  const actor = allowed(await signedInActor(), seeGroups);
  const address = addressRule.safeParse(await params);
  const group = address.success ? await groups.get(actor, address.data.groupId) : null;
  if (!address.success || !group) notFound();
  return { actor, group, tab: address.data.tab };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { group, tab } = await groupOf(props);
  const text = await serverText("editor");
  return { title: `${group.general.name}, ${text(tab)}` };
}

export default async function Page(props: Props) {
  const { actor, group } = await groupOf(props);
  return (
    <PageTexts sections={await pageTexts("announcements", "checks", "journey", "opening")}>
      <GroupEditor key={group.id} group={group} directory={await groupDirectory(actor)} />
    </PageTexts>
  );
}
