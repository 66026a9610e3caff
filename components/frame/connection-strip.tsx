"use client";
/** A quiet line when something is out of reach: what still works, since when. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import { useConnection } from "@/components/live/live-provider.tsx";
import { Strip } from "@/components/ui/page.tsx";

const sentences = { worker: "workerAway", database: "databaseAway", portal: "portalAway" } as const;

export function ConnectionStrip() {
  const text = useText("frame");
  const { time } = useFormat();
  const connection = useConnection();
  if (connection.state !== "away") return null;
  return (
    <div className="frame-strip">
      <Strip icon="warning">{text(sentences[connection.what], { since: time(connection.since) })}</Strip>
    </div>
  );
}
