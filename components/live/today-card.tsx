"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { LiveGroup } from "@/lib/domain/live.ts";

const LimitsDialog = dynamic(() => import("./limits-dialog.tsx").then((module) => module.LimitsDialog), { ssr: false });

/** The group's figures of today, and from when on its state is an alert. */
export function TodayCard({ name, live }: { name: string; live: LiveGroup | undefined }) {
  const text = useText("live");
  const { duration } = useFormat();
  const [setting, setSetting] = useState(false);
  if (!live) return null;
  const { today } = live;
  const figures: [string, number | string][] = [
    [text("estimate"), live.estimateSeconds === null ? "–" : duration(live.estimateSeconds)],
    [text("offered"), today.offered],
    [text("answered"), today.answered],
    [text("abandoned"), today.abandoned],
    [text("overflowed"), today.overflowed],
    [text("toCallback"), today.callbackRequested],
  ];
  return (
    <section className="card live-today" aria-labelledby="live-today">
      <div className="kpis-head">
        <h2 id="live-today">{text("todayOf", { name })}</h2>
        <dl className="kpis">
          {figures.map(([label, value]) => (
            <div key={label} className="kpi">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Button look="quiet" icon="bellRinging" onClick={() => setSetting(true)}>
          {text("alertLimits")}
        </Button>
      </div>
      {setting && <LimitsDialog live={live} onClose={() => setSetting(false)} />}
    </section>
  );
}
