import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { NumberList } from "@/components/numbers/number-list.tsx";
import * as numbers from "@/lib/db/numbers.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { seeNumbers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("lists");
  return { title: text("numbersTitle") };
}

export default async function Page({ searchParams }: PageProps<"/numbers">) {
  const actor = allowed(await signedInActor(), seeNumbers);
  const { search } = await searchParams;
  return (
    <PageTexts sections={await pageTexts("lists", "numbers")}>
      <NumberList initial={await numbers.list(actor)} search={typeof search === "string" ? search : ""} />
    </PageTexts>
  );
}
