import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { MenuList } from "@/components/menus/menu-list.tsx";
import * as menus from "@/lib/db/menus.ts";
import * as messageBoxes from "@/lib/db/message-boxes.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeMenus } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("menus");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeMenus);
  return (
    <PageTexts sections={await pageTexts("menus")}>
      <MenuList menus={await menus.list(actor)} boxes={await messageBoxes.list(actor)} />
    </PageTexts>
  );
}
