import type { Metadata } from "next";
import * as z from "zod";
import { AddGroup } from "@/components/groups/add-group.tsx";
import * as groups from "@/lib/db/groups.ts";
import { copyName, copyOfGroup } from "@/lib/domain/group/copy.ts";
import { type GroupSettings, groupSettings } from "@/lib/domain/group/group.ts";
import { signedInAccount, signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { groupDirectory } from "@/lib/web/group-directory.ts";
import { editGroups } from "@/lib/web/permissions.ts";
import { serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("groups");
  return { title: text("addTitle") };
}

export default async function Page({ searchParams }: PageProps<"/groups/new">) {
  const actor = allowed(await signedInActor(), editGroups);
  const copy = z.uuid().safeParse((await searchParams).copy);
  const original = copy.success ? await groups.get(actor, copy.data) : null;
  const text = await serverText("groups");
  const directory = await groupDirectory(actor);
  const nameFor = (name: string) =>
    copyName(
      name,
      directory.groups.map((group) => group.name),
      (n) => (n === 1 ? text("copyWord") : text("copyWordNumbered", { n })),
    );
  const settings = original ? copyOfGroup(original, nameFor(original.general.name)) : newGroup((await signedInAccount()).language);
  return <AddGroup settings={settings} directory={directory} copyOf={original?.general.name ?? null} />;
}

/** Any number stands in while the defaults are made; the form begins without one. */
const anyNumber = "00000000-0000-4000-8000-000000000000";

function newGroup(language: GroupSettings["general"]["language"]): GroupSettings {
  const settings = groupSettings.parse({ general: { name: "-", numberId: anyNumber, language } });
  return { ...settings, general: { ...settings.general, name: "", numberId: "" } };
}
