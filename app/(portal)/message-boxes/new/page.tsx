import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { MessageBoxForm } from "@/components/menus/message-box-form.tsx";
import * as announcements from "@/lib/db/announcements.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editMenus } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("menus");
  return { title: text("addBox") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), editMenus);
  return (
    <PageTexts sections={await pageTexts("menus")}>
      <MessageBoxForm box={null} announcements={await announcements.list(actor)} usedBy={[]} />
    </PageTexts>
  );
}
