import type { ReactNode } from "react";
import { Frame } from "@/components/frame/frame.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as accounts from "@/lib/db/accounts.ts";
import * as organisations from "@/lib/db/organisations.ts";
import * as presence from "@/lib/db/presence.ts";
import { signedInAccount } from "@/lib/web/actor.ts";
import { pageTexts, readerTheme } from "@/lib/web/reader.ts";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const account = await signedInAccount();
  const actor = accounts.toActor(account);
  const organisation = await organisations.get(actor);
  const signedIn = {
    userId: account.id,
    name: account.name,
    email: account.email,
    role: account.role,
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    serviceLevelTargetPercent: organisation.serviceLevelTargetPercent,
    presence: await presence.own(actor),
    expertView: account.expertView,
    theme: await readerTheme(),
  };
  return (
    <PageTexts sections={await pageTexts("signIn")}>
      <Frame signedIn={signedIn}>{children}</Frame>
    </PageTexts>
  );
}
