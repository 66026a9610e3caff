import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { MenuForm } from "@/components/menus/menu-form.tsx";
import * as menus from "@/lib/db/menus.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { menuDirectory } from "@/lib/web/menu-directory.ts";
import { seeMenus } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("menus");
  return { title: text("title") };
}

export default async function Page({ params }: PageProps<"/menus/[menuId]">) {
  const actor = allowed(await signedInActor(), seeMenus);
  const { menuId } = await params;
  const menu = isId(menuId) ? await menus.get(actor, menuId) : null;
  if (!menu) notFound();
  return (
    <PageTexts sections={await pageTexts("menus", "announcements")}>
      <MenuForm menu={menu} directory={await menuDirectory(actor)} usedBy={await menus.usedBy(menu.id)} language={menu.language} />
    </PageTexts>
  );
}
