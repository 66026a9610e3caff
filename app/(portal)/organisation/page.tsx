import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { OrganisationForm } from "@/components/organisation/organisation-form.tsx";
import * as organisation from "@/lib/db/organisation-settings.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editOrganisation } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("organisation");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), editOrganisation);
  return (
    <PageTexts sections={await pageTexts("organisation", "personalData")}>
      <OrganisationForm organisation={await organisation.get(actor)} />
    </PageTexts>
  );
}
