"use client";
import { useRef } from "react";

/** From the first press to the answer a second one, or Ctrl and S, sends nothing more. */
export function useOneAtATime(attempt: () => Promise<unknown>): () => Promise<void> {
  const onItsWay = useRef(false);
  return async () => {
    if (onItsWay.current) return;
    onItsWay.current = true;
    await attempt().finally(() => {
      onItsWay.current = false;
    });
  };
}
