import type { Metadata } from "next";
import { AnnouncementLibrary } from "@/components/announcements/announcement-library.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as announcements from "@/lib/db/announcements.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeAnnouncements } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("announcements");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeAnnouncements);
  return (
    <PageTexts sections={await pageTexts("announcements")}>
      <AnnouncementLibrary initial={await announcements.list(actor)} />
    </PageTexts>
  );
}
