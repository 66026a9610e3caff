import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { ChoosePassword } from "@/components/sign-in/choose-password.tsx";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("signIn");
  return { title: text("chooseTitle") };
}

/** The link's secret stands behind the #: only the browser knows it. */
export default async function Page() {
  return (
    <PageTexts sections={await pageTexts("signIn")}>
      <ChoosePassword />
    </PageTexts>
  );
}
