import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";

type Look = "primary" | "quiet" | "danger" | "destroy";

interface Common {
  look?: Look;
  small?: boolean;
  icon?: IconName;
}

const look = ({ look, small }: Common, extra?: string) => classes("button", look && `button-${look}`, small && "button-s", extra);

/** One primary per view; busy keeps its width and says what is going on. */
export function Button({
  look: kind,
  small,
  icon,
  busy,
  className,
  children,
  ...rest
}: Common & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" className={look({ look: kind, small }, className)} aria-busy={busy || undefined} {...rest}>
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export function ButtonLink({ look: kind, small, icon, className, children, ...rest }: Common & ComponentProps<typeof Link>) {
  return (
    <Link className={look({ look: kind, small }, className)} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}

export function IconButton({
  icon,
  label,
  small,
  edged,
  className,
  ...rest
}: { icon: IconName; label: string; small?: boolean; edged?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type="button"
      className={classes("icon-button", small && "icon-button-s", edged && "icon-button-edged", className)}
      aria-label={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
