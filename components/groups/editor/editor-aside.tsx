"use client";
/** Beside the form: what the settings do, then the checks. */
import type { Tab } from "@/lib/domain/group/changes.ts";
import { HoursPreview } from "../hours/hours-preview.tsx";
import { CallbackFlow } from "./callback-flow.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { JourneyDrawing } from "./journey-drawing.tsx";
import { OfferCard } from "./offer-card.tsx";

interface Props {
  tab: Tab;
  onMemberSettings: () => void;
}

export function EditorAside({ tab, onMemberSettings }: Props) {
  return (
    <div className="stack">
      <Drawing tab={tab} onMemberSettings={onMemberSettings} />
      <ChecksCard />
    </div>
  );
}

function Drawing({ tab, onMemberSettings }: Props) {
  switch (tab) {
    case "members":
      return <OfferCard onChange={onMemberSettings} />;
    case "callback":
      return <CallbackFlow />;
    case "hours":
      return <HoursPreview />;
    default:
      return <JourneyDrawing />;
  }
}
