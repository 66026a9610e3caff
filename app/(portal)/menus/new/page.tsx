import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { MenuForm } from "@/components/menus/menu-form.tsx";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { menuDirectory } from "@/lib/web/menu-directory.ts";
import { editMenus } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("menus");
  return { title: text("addMenu") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), editMenus);
  return (
    <PageTexts sections={await pageTexts("menus", "announcements")}>
      <MenuForm menu={null} directory={await menuDirectory(actor)} usedBy={null} language={actor.language} />
    </PageTexts>
  );
}
