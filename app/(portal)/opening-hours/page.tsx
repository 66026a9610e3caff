import type { Metadata } from "next";
import { HoursOverview } from "@/components/groups/hours/hours-overview.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as groups from "@/lib/db/groups.ts";
import * as organisations from "@/lib/db/organisations.ts";
import { localTime } from "@/lib/domain/opening-hours.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeGroups } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("opening");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeGroups);
  const timeZone = await organisations.timeZoneOf(actor.organisationId);
  return (
    <PageTexts sections={await pageTexts("lists", "opening")}>
      <HoursOverview groups={await groups.list(actor)} today={localTime(new Date(), timeZone).date} />
    </PageTexts>
  );
}
