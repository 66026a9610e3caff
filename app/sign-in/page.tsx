import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PageTexts } from "@/components/language/texts.tsx";
import { SignInPage } from "@/components/sign-in/sign-in-page.tsx";
import { currentAccount } from "@/lib/web/actor.ts";
import { oidcSettings } from "@/lib/web/oidc.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("signIn");
  return { title: text("title") };
}

export default async function Page({ searchParams }: PageProps<"/sign-in">) {
  const { to, ended, error } = await searchParams;
  const account = await currentAccount().catch(() => null);
  if (account) redirect("/");
  return (
    <PageTexts sections={await pageTexts("signIn")}>
      <SignInPage
        to={ownPath(to)}
        ended={ended !== undefined}
        provider={oidcSettings()?.name ?? null}
        failed={error === undefined ? null : error === "NotKnown" ? "NotKnown" : "externalFailed"}
      />
    </PageTexts>
  );
}

/** Only a path of this portal: never another site's address. */
const ownPath = (to: string | string[] | undefined) => (typeof to === "string" && /^\/(?![/\\])/.test(to) ? to : "/");
