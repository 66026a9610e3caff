import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeskPage } from "@/components/agent/desk-page.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as desk from "@/lib/db/desk.ts";
import * as users from "@/lib/db/users.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeOwnDesk } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("agent");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeOwnDesk);
  const [user, day] = await Promise.all([users.get(actor, actor.userId), desk.day(actor)]);
  if (!user?.groups.length) notFound();
  return (
    <PageTexts sections={await pageTexts("agent", "users")}>
      <DeskPage initial={{ ...day, devices: user.devices, groups: user.groups }} />
    </PageTexts>
  );
}
