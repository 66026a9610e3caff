"use client";
/** Alerts of the watched groups: told to readers at most every five seconds, counted in the window's title, heard if wished. */
import { useEffect, useRef, useState } from "react";
import { isSoundWished, playAlert, wishSound } from "@/lib/client/alert-sound.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";
import { type AlertWatch, alertsOf, newWatch, type RaisedAlert, watchAlerts } from "@/lib/domain/live-alerts.ts";

export interface Alerts {
  count: number;
  /** What was told last, and when (ms on the worker's clock). */
  told: { alerts: RaisedAlert[]; at: number };
  sound: boolean;
  onSound: (on: boolean) => void;
}

/** `now` ticks: each tick is a look. */
export function useAlerts(groups: LiveGroup[], now: number): Alerts {
  const raised = alertsOf(groups, now);
  const watch = useRef<AlertWatch>(newWatch);
  const [told, setTold] = useState<Alerts["told"]>({ alerts: [], at: 0 });
  const [sound, setSound] = useState(false);
  useEffect(() => setSound(isSoundWished()), []);
  const latest = useRef({ raised, sound });
  latest.current = { raised, sound };
  useEffect(() => {
    const look = watchAlerts(watch.current, latest.current.raised, now);
    watch.current = look.watch;
    if (look.tell.length === 0) return;
    setTold({ alerts: look.tell, at: now });
    if (latest.current.sound) void playAlert();
  }, [now]);
  useCountInTitle(raised.length);
  const onSound = (on: boolean) => {
    setSound(on);
    wishSound(on);
    if (on) void playAlert();
  };
  return { count: raised.length, told, sound, onSound };
}

const withoutCount = (title: string) => title.replace(/^\(\d+\) /, "");

/** The page's own title comes after the page at times, so it is looked at with every tick. */
function useCountInTitle(count: number): void {
  useEffect(() => {
    const wanted = `${count ? `(${count}) ` : ""}${withoutCount(document.title)}`;
    if (document.title !== wanted) document.title = wanted;
  });
  useEffect(
    () => () => {
      document.title = withoutCount(document.title);
    },
    [],
  );
}
