import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { UserList } from "@/components/users/user-list.tsx";
import * as sipBans from "@/lib/db/sip-bans.ts";
import * as users from "@/lib/db/users.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeSipBans, seeUsers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("lists");
  return { title: text("usersTitle") };
}

export default async function Page({ searchParams }: PageProps<"/users">) {
  const actor = allowed(await signedInActor(), seeUsers);
  const { search } = await searchParams;
  return (
    <PageTexts sections={await pageTexts("lists", "users")}>
      <UserList
        initial={await users.list(actor)}
        bans={seeSipBans(actor) ? await sipBans.list(actor) : []}
        search={typeof search === "string" ? search : ""}
      />
    </PageTexts>
  );
}
