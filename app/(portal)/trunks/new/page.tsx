import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { TrunkForm } from "@/components/trunks/trunk-form.tsx";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editTrunks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("trunks");
  return { title: text("addTitle") };
}

export default async function Page() {
  allowed(await signedInActor(), editTrunks);
  return (
    <PageTexts sections={await pageTexts("trunks")}>
      <TrunkForm trunk={null} />
    </PageTexts>
  );
}
