"use client";
import { useEffect, useRef, useState } from "react";
import { longestSeconds } from "@/lib/client/telephone-sound.ts";

export type MicrophoneFault = "microphoneDenied" | "microphoneMissing";

interface Recording {
  recorder: MediaRecorder;
  stream: MediaStream;
}

/** Records from the microphone; what was said comes as the browser encodes it. The microphone is let go at the end and on leaving. */
export function useRecorder(onRecorded: (sound: Blob) => void, onFault: (fault: MicrophoneFault) => void) {
  const current = useRef<Recording | null>(null);
  const [startedAt, setStartedAt] = useState<number | null>(null);
  useEffect(() => () => release(current.current), []);

  const start = async () => {
    const stream = await microphone().catch((error: DOMException) => {
      onFault(error.name === "NotAllowedError" ? "microphoneDenied" : "microphoneMissing");
      return null;
    });
    if (!stream) return;
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      release({ recorder, stream });
      current.current = null;
      setStartedAt(null);
      onRecorded(new Blob(parts, { type: recorder.mimeType }));
    };
    current.current = { recorder, stream };
    recorder.start();
    setStartedAt(Date.now());
  };
  const stop = () => current.current?.recorder.stop();
  return { startedAt, start, stop, longestSeconds };
}

/** There is none to ask where the portal is opened by plain HTTP from another machine. */
async function microphone(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new DOMException("no secure context", "NotFoundError");
  return navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true } });
}

function release(recording: Recording | null): void {
  if (!recording) return;
  recording.recorder.ondataavailable = null;
  for (const track of recording.stream.getTracks()) track.stop();
}
