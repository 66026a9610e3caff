"use client";
/** Plays one sound at a time in the window. */
import { useEffect, useState, useSyncExternalStore } from "react";

let audio: HTMLAudioElement | null = null;
let playing: string | null = null;
const listeners = new Set<() => void>();

function show(address: string | null): void {
  playing = address;
  for (const listener of listeners) listener();
}

function stop(): void {
  audio?.pause();
  audio = null;
  show(null);
}

function play(address: string, onFailure: () => void): void {
  stop();
  const element = new Audio(address);
  audio = element;
  const ended = () => {
    if (audio === element) stop();
  };
  element.onended = ended;
  show(address);
  element.play().catch(() => {
    if (audio !== element) return;
    ended();
    onFailure();
  });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function usePlayer(address: string | null) {
  const now = useSyncExternalStore(
    subscribe,
    () => playing,
    () => null,
  );
  const [failed, setFailed] = useState(false);
  useEffect(
    () => () => {
      if (address && playing === address) stop();
    },
    [address],
  );
  const isPlaying = address !== null && now === address;
  const toggle = () => {
    if (!address) return;
    setFailed(false);
    if (isPlaying) stop();
    else play(address, () => setFailed(true));
  };
  return { isPlaying, failed, toggle };
}
