"use client";
/** Music and progress announcements to scale: three rounds of them. */
import { useFormat, useText } from "@/components/language/texts.tsx";
import type { ProgressPart } from "@/lib/domain/group/journey.ts";

const width = 300;
const gap = 3;
const rounds = 3;
const shown = 3.5;
const narrowest = 4;

export function Beat({ progress }: { progress: ProgressPart }) {
  const words = useText("journey");
  const { duration, durationInWords } = useFormat();
  const length = Math.max(1, Math.round(progress.lengthSeconds));
  const round = progress.everySeconds + length;
  const scale = width / (shown * round);
  const label = words("beat", { interval: durationInWords(progress.everySeconds), length: durationInWords(length) });
  return (
    <svg className="beat" viewBox={`0 0 ${width} 40`} role="img" aria-label={label}>
      {Array.from({ length: rounds + 1 }, (_, index) => {
        const starts = index * round * scale;
        const ends = Math.min(width, starts + progress.everySeconds * scale);
        return <rect key={starts} className="beat-music" x={starts} y="9" width={Math.max(0, ends - starts - gap)} height="6" rx="3" />;
      })}
      {Array.from({ length: rounds }, (_, index) => {
        const seconds = (index + 1) * progress.everySeconds + index * length;
        const x = seconds * scale;
        const w = Math.max(narrowest, length * scale - gap);
        return (
          <g key={seconds}>
            <rect className="beat-announcement" x={x} y="3" width={w} height="18" rx={Math.min(3, w / 2)} />
            <text x={x + w / 2} y="36" textAnchor="middle">
              {duration(seconds)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
