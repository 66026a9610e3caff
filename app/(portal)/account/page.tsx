import type { Metadata } from "next";
import { AccountPage } from "@/components/account/account-page.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import * as apiTokens from "@/lib/db/api-tokens.ts";
import * as reportMails from "@/lib/db/report-mails.ts";
import * as sessions from "@/lib/db/sessions.ts";
import * as twoStep from "@/lib/db/two-step.ts";
import { mailIsSet } from "@/lib/mail/mail.ts";
import { currentSessionId, signedInActor } from "@/lib/web/actor.ts";
import { watchGroups } from "@/lib/web/permissions.ts";
import { pageTexts, serverText } from "@/lib/web/reader.ts";
import { sessionAge } from "@/lib/web/session-cookie.ts";

export async function generateMetadata(): Promise<Metadata> {
  const text = await serverText("account");
  return { title: text("title") };
}

export default async function Page() {
  const actor = await signedInActor();
  return (
    <PageTexts sections={await pageTexts("account", "screens")}>
      <AccountPage
        sessions={await sessions.listOwn(actor, await currentSessionId(), sessionAge)}
        screens={watchGroups(actor) ? await apiTokens.listScreens(actor) : null}
        twoStep={await twoStep.state(actor)}
        reportMails={await reportMails.wishes(actor)}
        mail={mailIsSet()}
      />
    </PageTexts>
  );
}
