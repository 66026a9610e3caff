"use client";
/** Beside the form: what the settings do, then the checks. */
import type { Tab } from "@/lib/domain/group/changes.ts";
import { CallbackFlow } from "./callback-flow.tsx";
import { ChecksCard } from "./checks-card.tsx";
import { JourneyDrawing } from "./journey-drawing.tsx";
import { OfferCard } from "./offer-card.tsx";

export function EditorAside({ tab, onMemberSettings }: { tab: Tab; onMemberSettings: () => void }) {
  return (
    <div className="stack">
      {tab === "members" ? <OfferCard onChange={onMemberSettings} /> : tab === "callback" ? <CallbackFlow /> : <JourneyDrawing />}
      <ChecksCard />
    </div>
  );
}
