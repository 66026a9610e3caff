"use client";
import { useEffect } from "react";

/** Keeps the screen lit while the page is seen. The browser takes the lock away with the page's sight: it is asked for again. */
export function useStayAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (document.hidden || !("wakeLock" in navigator)) return;
      // Refused on low battery, or by the browser's settings: the screen then goes by the device's own.
      const got = await navigator.wakeLock.request("screen").catch(() => null);
      if (over) await got?.release();
      else lock = got;
    };
    const look = () => void ask();
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", look);
      void lock?.release();
    };
  }, []);
}
