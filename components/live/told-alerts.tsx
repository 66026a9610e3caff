"use client";
import { useText } from "@/components/language/texts.tsx";
import { useAlertWords } from "./alert-words.ts";
import type { Alerts } from "./use-alerts.ts";

/** For readers of the screen. The words are of the moment of telling, so that they stand still. */
export function ToldAlerts({ told: { alerts, at } }: { told: Alerts["told"] }) {
  const text = useText("live");
  const words = useAlertWords();
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {alerts.map(({ name, alert }) => text("alertIn", { group: name, alert: words(alert, at) })).join(". ")}
    </p>
  );
}
