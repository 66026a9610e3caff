import type { Metadata } from "next";
import { GroupList } from "@/components/groups/group-list.tsx";
import * as groups from "@/lib/db/groups.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeGroups } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("groups");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeGroups);
  return <GroupList initial={await groups.list(actor)} />;
}
