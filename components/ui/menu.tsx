"use client";
/** A menu button: arrows, Home, End and Esc as in any application. */
import Link from "next/link";
import { createContext, type KeyboardEvent, type ReactNode, use, useEffect, useId } from "react";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./icon.tsx";
import { usePopover } from "./use-popover.ts";

const CloseContext = createContext<() => void>(() => {});

export function Menu({
  label,
  button,
  className = "icon-button",
  align = "end",
  children,
}: {
  label: string;
  button: ReactNode;
  className?: string;
  align?: "start" | "end";
  children: ReactNode;
}) {
  const id = useId();
  const popover = usePopover<HTMLButtonElement, HTMLDivElement>(align);
  const { open, panel } = popover;
  useEffect(() => {
    if (open) items(panel.current)[0]?.focus();
  }, [open, panel]);
  return (
    <>
      <button
        type="button"
        ref={popover.button}
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
      >
        {button}
      </button>
      <div ref={panel} id={id} popover="auto" role="menu" tabIndex={-1} aria-label={label} className="menu" onKeyDown={moveFocus}>
        {/* A thousand rows have a thousand menus, and one of them is open at most. */}
        {open && <CloseContext value={popover.close}>{children}</CloseContext>}
      </div>
    </>
  );
}

const items = (menu: HTMLElement | null) => [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const all = items(event.currentTarget);
  const now = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: (now + 1) % all.length, ArrowUp: (now - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}

interface ItemProps {
  icon?: IconName;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ icon, danger, onSelect, checked, children }: ItemProps & { onSelect: () => void; checked?: boolean }) {
  const close = use(CloseContext);
  const select = () => {
    close();
    onSelect();
  };
  const common = { type: "button", tabIndex: -1, className: classes(danger && "danger"), onClick: select } as const;
  if (checked === undefined) {
    return (
      <button {...common} role="menuitem">
        {icon && <Icon name={icon} />}
        {children}
      </button>
    );
  }
  return (
    <button {...common} role="menuitemradio" aria-checked={checked}>
      <span className="menu-check">{checked && <Icon name="check" />}</span>
      {children}
    </button>
  );
}

export function MenuLink({ icon, href, children }: ItemProps & { href: string }) {
  const close = use(CloseContext);
  return (
    <Link href={href} role="menuitem" tabIndex={-1} onClick={close}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  );
}
