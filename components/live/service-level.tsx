"use client";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { classes } from "@/components/ui/classes.ts";

const width = 64;

/** The figure, a bar and the target's mark. Drawn, so that no style is written into the page. */
export function ServiceLevel({ value }: { value: number | null }) {
  const text = useText("groups");
  const { percent } = useFormat();
  const target = useSignedIn().serviceLevelTargetPercent;
  if (value === null) return <span className="faint">{text("noCallsToday")}</span>;
  const low = Math.round(value) < target;
  return (
    <span className="service-level">
      <span className="service-level-value tabular">{percent(value)}</span>
      <svg className="bar" viewBox={`0 0 ${width} 12`} width={width} height="12" aria-hidden="true">
        <rect className="bar-ground" y="3" width={width} height="6" rx="3" />
        <rect className={classes("bar-value", low && "low")} y="3" width={(Math.min(value, 100) * width) / 100} height="6" rx="3" />
        <rect className="bar-target" x={(target * width) / 100 - 1} width="2" height="12" />
      </svg>
      {low && <span className="sr-only">{text("belowTarget")}</span>}
    </span>
  );
}
