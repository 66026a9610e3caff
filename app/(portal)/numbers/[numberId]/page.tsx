import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { NumberForm } from "@/components/numbers/number-form.tsx";
import * as numbers from "@/lib/db/numbers.ts";
import { isId } from "@/lib/domain/bounded.ts";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editNumbers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("lists");
  return { title: text("numbersTitle") };
}

export default async function Page({ params }: PageProps<"/numbers/[numberId]">) {
  const actor = allowed(await signedInActor(), editNumbers);
  const { numberId } = await params;
  const number = isId(numberId) ? await numbers.get(actor, numberId) : null;
  if (!number) notFound();
  return (
    <PageTexts sections={await pageTexts("lists", "numbers")}>
      <NumberForm number={number} />
    </PageTexts>
  );
}
