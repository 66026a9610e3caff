import type { Metadata } from "next";
import { CallList } from "@/components/calls/call-list.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as calls from "@/lib/db/calls.ts";
import * as groups from "@/lib/db/groups.ts";
import * as users from "@/lib/db/users.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { readCallFilter } from "@/lib/domain/call-filter.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeCalls, seeGroups, seeUsers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("calls");
  return { title: text("title") };
}

const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
const groupsOf = async (actor: Actor) => (seeGroups(actor) ? (await groups.list(actor)).map(named) : []);
const peopleOf = async (actor: Actor) => (seeUsers(actor) ? (await users.list(actor)).map(named) : []);

export default async function Page({ searchParams }: PageProps<"/calls">) {
  const actor = allowed(await signedInActor(), seeCalls);
  const filter = readCallFilter(await searchParams);
  return (
    <PageTexts sections={await pageTexts("calls", "reports")}>
      <CallList
        initial={await calls.list(actor, filter)}
        initialFilter={filter}
        groups={await groupsOf(actor)}
        people={await peopleOf(actor)}
      />
    </PageTexts>
  );
}
