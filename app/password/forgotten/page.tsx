import type { Metadata } from "next";
import { PageTexts } from "@/components/language/texts.tsx";
import { ForgottenPassword } from "@/components/sign-in/forgotten-password.tsx";
import { mailIsSet } from "@/lib/mail/mail.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("signIn");
  return { title: text("forgotTitle") };
}

export default async function Page() {
  return (
    <PageTexts sections={await pageTexts("signIn")}>
      <ForgottenPassword mail={mailIsSet()} />
    </PageTexts>
  );
}
