import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { TrunkList } from "@/components/trunks/trunk-list.tsx";
import * as sipBans from "@/lib/db/sip-bans.ts";
import * as trunks from "@/lib/db/trunks.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeTrunks } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";
import { withStates } from "@/lib/web/trunk-states.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("trunks");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), seeTrunks);
  const [list, bans] = await Promise.all([trunks.list(actor), sipBans.list(actor)]);
  return (
    <PageTexts sections={await pageTexts("trunks")}>
      <TrunkList initial={await withStates(actor.organisationId, list)} bans={bans} />
    </PageTexts>
  );
}
