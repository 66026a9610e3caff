import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { TrunkForm } from "@/components/trunks/trunk-form.tsx";
import * as trunks from "@/lib/db/trunks.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editTrunks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("trunks");
  return { title: text("title") };
}

export default async function Page({ params }: PageProps<"/trunks/[trunkId]">) {
  const actor = allowed(await signedInActor(), editTrunks);
  const { trunkId } = await params;
  const trunk = isId(trunkId) ? await trunks.get(actor, trunkId) : null;
  if (!trunk) notFound();
  return (
    <PageTexts sections={await pageTexts("trunks")}>
      <TrunkForm trunk={trunk} />
    </PageTexts>
  );
}
