import type { Metadata } from "next";
import { TokenList } from "@/components/api-tokens/token-list.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as tokens from "@/lib/db/api-tokens.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editApiTokens } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("apiTokens");
  return { title: text("title") };
}

export default async function Page() {
  const actor = allowed(await signedInActor(), editApiTokens);
  return (
    <PageTexts sections={await pageTexts("lists", "apiTokens", "screens")}>
      <TokenList initial={await tokens.list(actor)} />
    </PageTexts>
  );
}
