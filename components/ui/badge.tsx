/** A state is always colour, shape and word together. */
import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "ok" | "info" | "warn" | "bad" | "note" | "mute" | "accent";

export function Badge({ tone = "mute", icon, children }: { tone?: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className={classes("badge", tone !== "mute" && `badge-${tone}`)}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** The same without a ground: for table cells. Only the icon is coloured unless `loud`. */
export function State({ tone = "mute", icon, loud, children }: { tone?: Tone; icon: IconName; loud?: boolean; children: ReactNode }) {
  const colour = tone === "mute" ? "faint" : `tone-${tone}`;
  return (
    <span className={classes("state", loud && colour)}>
      <Icon name={icon} tone={loud ? undefined : colour} />
      {children}
    </span>
  );
}
