"use client";
import { useEffect, useState } from "react";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { SourceProps } from "./source-props.ts";
import { useRecorder } from "./use-recorder.ts";

export function MicrophoneSource({ onRaw, onFault }: SourceProps) {
  const text = useText("announcements");
  const recorder = useRecorder(
    (sound) => void onRaw(sound, text("recordingName")),
    (fault) => onFault(text(fault)),
  );
  const { startedAt, stop, longestSeconds } = recorder;
  return (
    <div>
      <div className="row row-3">
        {startedAt === null ? (
          <Button icon="microphone" onClick={() => void recorder.start()}>
            {text("record")}
          </Button>
        ) : (
          <>
            <Button look="primary" icon="stop" onClick={stop}>
              {text("stopRecording")}
            </Button>
            <Elapsed since={startedAt} most={longestSeconds} onMost={stop} />
          </>
        )}
      </div>
      <p className="hint">{text("recordHint")}</p>
    </div>
  );
}

function Elapsed({ since, most, onMost }: { since: number; most: number; onMost: () => void }) {
  const { duration } = useFormat();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((Date.now() - since) / 1000), 250);
    return () => clearInterval(timer);
  }, [since]);
  useEffect(() => {
    if (seconds >= most) onMost();
  }, [seconds, most, onMost]);
  return <span className="tabular">{duration(seconds)}</span>;
}
