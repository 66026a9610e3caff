import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { UserPage } from "@/components/users/user-page.tsx";
import * as sipBans from "@/lib/db/sip-bans.ts";
import * as users from "@/lib/db/users.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeSipBans, seeUsers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("lists");
  return { title: text("usersTitle") };
}

export default async function Page({ params }: PageProps<"/users/[userId]">) {
  const actor = allowed(await signedInActor(), seeUsers);
  const { userId } = await params;
  const user = isId(userId) ? await users.get(actor, userId) : null;
  if (!user) notFound();
  return (
    <PageTexts sections={await pageTexts("lists", "users")}>
      <UserPage initial={user} bans={seeSipBans(actor) ? await sipBans.list(actor) : []} />
    </PageTexts>
  );
}
