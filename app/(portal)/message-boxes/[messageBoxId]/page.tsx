import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { MessageBoxForm } from "@/components/menus/message-box-form.tsx";
import * as announcements from "@/lib/db/announcements.ts";
import * as messageBoxes from "@/lib/db/message-boxes.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeMenus } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("menus");
  return { title: text("title") };
}

export default async function Page({ params }: PageProps<"/message-boxes/[messageBoxId]">) {
  const actor = allowed(await signedInActor(), seeMenus);
  const { messageBoxId } = await params;
  const box = isId(messageBoxId) ? await messageBoxes.get(actor, messageBoxId) : null;
  if (!box) notFound();
  return (
    <PageTexts sections={await pageTexts("menus")}>
      <MessageBoxForm box={box} announcements={await announcements.list(actor)} usedBy={await messageBoxes.usedBy(box.id)} />
    </PageTexts>
  );
}
