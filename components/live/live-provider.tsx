"use client";
/** One live stream per window, read by every component that shows a state. */
import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { type Connection, figures, LiveStream, type LiveView } from "@/lib/client/live.ts";
import { isSignedOut, onSignedOut } from "@/lib/client/signed-out.ts";

const StreamContext = createContext<LiveStream | null>(null);

/** A window out of sight for this long gives its connection back: browsers allow only six to a host. */
const hiddenMs = 60_000;

interface Props {
  enabled: boolean;
  /** Groups without anybody's name or number. */
  figuresOnly?: boolean;
  children: ReactNode;
}

export function LiveProvider({ enabled, figuresOnly, children }: Props) {
  const [stream] = useState(() => new LiveStream(figuresOnly ? figures : undefined));
  useEffect(() => {
    if (!enabled) return;
    let hidden: ReturnType<typeof setTimeout> | undefined;
    let closed = false;
    const onVisibility = () => {
      clearTimeout(hidden);
      if (document.hidden) {
        hidden = setTimeout(() => {
          closed = true;
          stream.close();
        }, hiddenMs);
      } else if (closed) {
        closed = false;
        stream.open();
      }
    };
    stream.open();
    const stopLooking = onSignedOut(() => !isSignedOut() && stream.open());
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      stopLooking();
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(hidden);
      stream.close();
    };
  }, [stream, enabled]);
  return <StreamContext value={stream}>{children}</StreamContext>;
}

const nothing: LiveView = { snapshot: null, connection: { state: "connecting" }, clockOffsetMs: 0 };
const never = () => () => {};

function useLiveView(): LiveView {
  const stream = use(StreamContext);
  return useSyncExternalStore(stream?.subscribe ?? never, stream?.view ?? (() => nothing), () => nothing);
}

/** The present snapshot, or null when it is not known. */
export const useLiveSnapshot = () => useLiveView().snapshot;
export const useConnection = (): Connection => useLiveView().connection;

/** The worker's clock in ms, ticking once a second. */
export function useNow(): number {
  const { clockOffsetMs } = useLiveView();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now + clockOffsetMs;
}

/** Seconds since an ISO time, for clocks. */
export function useSecondsSince(): (since: string) => number {
  const now = useNow();
  return useMemo(() => (since: string) => Math.max(0, (now - Date.parse(since)) / 1000), [now]);
}
