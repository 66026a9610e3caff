"use client";
/** Places a native popover beside its button, inside the window, and follows while the page scrolls. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const margin = 8;

export function usePopover<Button extends HTMLElement, Panel extends HTMLElement>(align: "start" | "end" = "start") {
  const button = useRef<Button>(null);
  const panel = useRef<Panel>(null);
  const [open, setOpen] = useState(false);

  const place = useCallback(() => {
    if (!button.current || !panel.current) return;
    const at = button.current.getBoundingClientRect();
    const size = panel.current.getBoundingClientRect();
    const wanted = align === "end" ? at.right - size.width : at.left;
    const left = Math.max(margin, Math.min(wanted, window.innerWidth - size.width - margin));
    const below = at.bottom + 4;
    const fits = below + size.height <= window.innerHeight - margin;
    const top = fits ? below : Math.max(margin, at.top - size.height - 4);
    panel.current.style.left = `${left}px`;
    panel.current.style.top = `${top}px`;
  }, [align]);

  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onToggle = (event: Event) => {
      setOpen((event as ToggleEvent).newState === "open");
    };
    element.addEventListener("toggle", onToggle);
    return () => element.removeEventListener("toggle", onToggle);
  }, []);

  // Before it is painted, and when all of it is there.
  useLayoutEffect(() => {
    if (!open) return;
    place();
    window.addEventListener("scroll", place, true);
    window.addEventListener("resize", place);
    return () => {
      window.removeEventListener("scroll", place, true);
      window.removeEventListener("resize", place);
    };
  }, [open, place]);

  const close = useCallback(() => {
    if (panel.current?.matches(":popover-open")) panel.current.hidePopover();
  }, []);
  return { button, panel, open, place, close };
}
