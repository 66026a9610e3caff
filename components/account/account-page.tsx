"use client";
/** One's own account: where one is signed in, and how. */
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { PageHead } from "@/components/ui/page.tsx";
import type { TwoStepState } from "@/lib/client/two-step.ts";
import type { ApiTokenRecord } from "@/lib/domain/api-token.ts";
import type { SessionRecord } from "@/lib/domain/session.ts";
import { ReportMailsCard, type ReportMailWishes } from "./report-mails-card.tsx";
import { ScreensCard } from "./screens-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { TwoStepCard } from "./two-step-card.tsx";

interface Props {
  sessions: SessionRecord[];
  /** Null: a member leaves none. */
  screens: ApiTokenRecord[] | null;
  twoStep: TwoStepState;
  reportMails: ReportMailWishes;
  /** A mail server is set. */
  mail: boolean;
}

export function AccountPage({ sessions, screens, twoStep, reportMails, mail }: Props) {
  const text = useText("account");
  const { name, email } = useSignedIn();
  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <PageHead title={text("title")} subtitle={`${name}, ${email}`} />
      <div className="stack">
        <SessionsCard initial={sessions} />
        {screens && <ScreensCard initial={screens} />}
        <TwoStepCard initial={twoStep} />
        <ReportMailsCard initial={reportMails} mail={mail} />
      </div>
    </main>
  );
}
