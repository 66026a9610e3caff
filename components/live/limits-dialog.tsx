"use client";
/** From when on the group's state is an alert, for all who watch it. */
import { DraftDialog } from "@/components/forms/draft-dialog.tsx";
import { SwitchRow } from "@/components/forms/rows.tsx";
import { useDraft } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { setAlertLimits } from "@/lib/client/alert-limits.ts";
import type { AlertLimits } from "@/lib/domain/group/alert-limits.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";
import { LimitRow } from "./limit-row.tsx";

const rules = () => import("@/lib/domain/group/alert-limits.ts").then((module) => module.alertLimits);
const draftOf = (limits: AlertLimits) => limits;

export function LimitsDialog({ live, onClose }: { live: LiveGroup; onClose: () => void }) {
  const text = useText("live");
  const draft = useDraft<AlertLimits, AlertLimits>({
    record: live.alertLimits,
    draftOf,
    empty: live.alertLimits,
    rules,
    send: (limits, before) => setAlertLimits(live.groupId, { ...limits, before: before ?? undefined }),
    onSaved: onClose,
  });
  return (
    <DraftDialog wide title={text("alertLimitsOf", { group: live.name })} adds={false} draft={draft} onClose={onClose}>
      <p className="muted">{text("alertLimitsIntro")}</p>
      <LimitRow field={draft.field("longestWaitSeconds")} label={text("limitLongest")} unit={text("secondsUnit")} usual={180} />
      <LimitRow field={draft.field("waiting")} label={text("limitWaiting")} unit={text("callersUnit")} usual={10} />
      <SwitchRow field={draft.field("nobodyLoggedIn")} label={text("limitNobody")} hint={text("limitNobodyHint")} />
      <LimitRow field={draft.field("callbackExpiresMinutes")} label={text("limitCallback")} unit={text("minutesUnit")} usual={60} />
    </DraftDialog>
  );
}
