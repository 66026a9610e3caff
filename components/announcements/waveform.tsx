"use client";
import { useMemo } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { loudness } from "@/lib/client/telephone-sound.ts";

const bars = 90;
const height = 32;

export function Waveform({ samples, seconds }: { samples: Int16Array; seconds: number }) {
  const text = useText("announcements");
  const { durationInWords } = useFormat();
  const peaks = useMemo(() => loudness(samples, bars), [samples]);
  return (
    <svg
      className="waveform grow"
      viewBox={`0 0 ${bars * 3} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text("waveform", { length: durationInWords(Math.round(seconds)) })}
    >
      {peaks.map((peak, index) => {
        const tall = Math.max(1.5, peak * height);
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
        return <rect key={index} x={index * 3} y={(height - tall) / 2} width="2" height={tall} rx="1" />;
      })}
    </svg>
  );
}
