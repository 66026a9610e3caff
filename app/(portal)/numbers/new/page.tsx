import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { NumberForm } from "@/components/numbers/number-form.tsx";
import { signedInActor } from "@/lib/web/actor.ts";
import { allowed } from "@/lib/web/allowed.ts";
import { editNumbers } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("numbers");
  return { title: text("addTitle") };
}

export default async function Page() {
  allowed(await signedInActor(), editNumbers);
  return (
    <PageTexts sections={await pageTexts("lists", "numbers")}>
      <NumberForm number={null} />
    </PageTexts>
  );
}
