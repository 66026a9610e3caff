import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Wallboard } from "@/components/wallboard/wallboard.tsx";
import * as groups from "@/lib/db/groups.ts";
import { supervisedGroups } from "@/lib/db/organisations.ts";
import { chosenGroups } from "@/lib/domain/wallboard.ts";
import { currentActor, watchingActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("wallboard");
  return { title: text("title") };
}

export default async function Page({ searchParams }: PageProps<"/live/wallboard">) {
  const actor = allowed((await watchingActor()) ?? redirect("/sign-in"), watchGroups);
  const isSignedIn = (await currentActor()) !== null;
  const [all, own, { groups: wanted }] = [await groups.list(actor), await supervisedGroups(actor), await searchParams];
  const watched = all.filter(({ id }) => !own || own.includes(id)).map(({ id, name, hours }) => ({ id, name, hours }));
  return <Wallboard mayLeave={isSignedIn} watched={watched} chosen={chosenGroups(watched, wanted)} />;
}
