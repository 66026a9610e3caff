import type { Metadata } from "next";
import { Wallboard } from "@/components/wallboard/wallboard.tsx";
import * as groups from "@/lib/db/groups.ts";
import { supervisedGroups } from "@/lib/db/organisations.ts";
import { chosenGroups } from "@/lib/domain/wallboard.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("wallboard");
  return { title: text("title") };
}

export default async function Page({ searchParams }: PageProps<"/live/wallboard">) {
  const actor = allowed(await signedInActor(), watchGroups);
  const [all, own, { groups: wanted }] = [await groups.list(actor), await supervisedGroups(actor), await searchParams];
  const watched = all.filter(({ id }) => !own || own.includes(id)).map(({ id, name, hours }) => ({ id, name, hours }));
  return <Wallboard watched={watched} chosen={chosenGroups(watched, wanted)} />;
}
