"use client";
import { useText } from "@/components/language/texts.tsx";
import type { LiveGroup } from "@/lib/domain/live.ts";

/** The group's figures of today. */
export function TodayCard({ name, live }: { name: string; live: LiveGroup | undefined }) {
  const text = useText("live");
  if (!live) return null;
  const { today } = live;
  const figures: [string, number][] = [
    [text("offered"), today.offered],
    [text("answered"), today.answered],
    [text("abandoned"), today.abandoned],
    [text("overflowed"), today.overflowed],
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
      </div>
    </section>
  );
}
