/** Jono's own icons: 20 px box, 1.6 px line, round ends; solid only for states. */
import type { ReactNode } from "react";

const shapes = {
  arrive: <path d="M3 10h10M9.5 6.5 13 10l-3.5 3.5M16.5 4v12" />,
  arrowDown: <path d="M10 4v12M5.2 11.2 10 16l4.8-4.8" />,
  arrowUp: <path d="M10 16V4M5.2 8.8 10 4l4.8 4.8" />,
  bellRinging: (
    <>
      <path d="M10 4.2a4.2 4.2 0 0 0-4.2 4.2c0 3.6-1.7 4.7-1.7 4.7h11.8s-1.7-1.1-1.7-4.7A4.2 4.2 0 0 0 10 4.2z" fill="currentColor" />
      <path d="M8.3 16.2a2 2 0 0 0 3.4 0M2.5 7.5a6 6 0 0 1 1.8-4M17.5 7.5a6 6 0 0 0-1.8-4" />
    </>
  ),
  blocked: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="m5.5 14.5 9-9" />
    </>
  ),
  branch: <path d="M3 13.5h2.5c4.5 0 4-7.5 8.5-7.5h2.5M14 3.3 16.7 6 14 8.7M11.5 13.5H16" />,
  building: <path d="M4 17V4h7v13M11 8.5h5V17M2.5 17h15M6.5 7.2h2M6.5 10.2h2M6.5 13.2h2M13.3 11.5h.4M13.3 14.2h.4" />,
  calendar: (
    <>
      <rect x="3" y="4.5" width="14" height="12.5" rx="1.6" />
      <path d="M3 8.5h14M7 2.8v3M13 2.8v3" />
    </>
  ),
  callback: (
    <>
      <path d="M4.9 5h1.7l1.1 2.8-1.4 1.2a8 8 0 0 0 4.5 4.5l1.2-1.4 2.8 1.1v1.8c0 .8-.7 1.4-1.5 1.4C8 15.9 4 11.9 3.5 6.5 3.5 5.7 4.1 5 4.9 5z" />
      <path d="M16.8 4.2h-5.6M13.4 2l-2.2 2.2 2.2 2.2" />
    </>
  ),
  calls: <path d="M3.5 5h.01M3.5 10h.01M3.5 15h.01M7 5h9.5M7 10h9.5M7 15h9.5" />,
  card: (
    <>
      <rect x="2.5" y="4.8" width="15" height="10.5" rx="1.6" />
      <path d="M2.5 8.5h15M5.5 12h3" />
    </>
  ),
  check: <path d="m4.5 10.5 3.7 3.7 7.3-8" />,
  chevronDown: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  chevronRight: <path d="m8 5.5 4.5 4.5L8 14.5" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.7 1.7" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1.6" />
      <path d="M4.5 13h-.4c-.3 0-.6-.3-.6-.6V4.6c0-.6.5-1.1 1.1-1.1h7.8c.3 0 .6.3.6.6v.4" />
    </>
  ),
  discBar: (
    <>
      <circle cx="10" cy="10" r="7.2" fill="currentColor" stroke="none" />
      <path d="M6.5 10h7" stroke="var(--color-surface)" strokeWidth={2.2} />
    </>
  ),
  discClock: (
    <>
      <circle cx="10" cy="10" r="7.2" fill="currentColor" stroke="none" />
      <path d="M10 6.2v4l2.6 1.6" stroke="var(--color-surface)" strokeWidth={1.9} />
    </>
  ),
  discTick: (
    <>
      <circle cx="10" cy="10" r="7.2" fill="currentColor" stroke="none" />
      <path d="m6.7 10.3 2.4 2.3 4.3-4.9" stroke="var(--color-surface)" strokeWidth={2} />
    </>
  ),
  dots: <path d="M10 4.5h.01M10 10h.01M10 15.5h.01" strokeWidth={2.6} />,
  download: <path d="M10 3.5v9M6.2 8.8 10 12.5l3.8-3.7M4 16.5h12" />,
  edit: <path d="m4 16 .7-3.2L13.2 4.3a1.4 1.4 0 0 1 2 0l.5.5a1.4 1.4 0 0 1 0 2L7.2 15.3z" />,
  emptyRing: <circle cx="10" cy="10" r="6.5" />,
  error: (
    <>
      <path d="M7 2.8h6L17.2 7v6L13 17.2H7L2.8 13V7z" />
      <path d="M10 6.5v4.2M10 13.5h.01" />
    </>
  ),
  globe: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z" />
    </>
  ),
  grip: <path d="M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01" strokeWidth={2.4} />,
  groups: (
    <>
      <path d="M4 11.5V10a6 6 0 0 1 12 0v1.5" />
      <rect x="3.2" y="11" width="3.4" height="5" rx="1.4" />
      <rect x="13.4" y="11" width="3.4" height="5" rx="1.4" />
      <path d="M15.6 16c-.3 1.3-1.8 1.8-4.1 1.8" />
    </>
  ),
  handset: (
    <path
      d="M5.4 3.2h2.1l1.3 3.3-1.7 1.3a9.5 9.5 0 0 0 5.1 5.1l1.3-1.7 3.3 1.3v2.1c0 1-.8 1.7-1.7 1.6C8.6 15.7 4.3 11.4 3.8 4.9 3.7 4 4.4 3.2 5.4 3.2z"
      fill="currentColor"
    />
  ),
  hash: <path d="M8 3.2 6.5 16.8M13.5 3.2 12 16.8M3.8 7.5h13M3.2 12.5h13" />,
  hourglass: <path d="M5.5 3.5h9M5.5 16.5h9M6.5 3.5c0 4 3.5 4.3 3.5 6.5s-3.5 2.5-3.5 6.5M13.5 3.5c0 4-3.5 4.3-3.5 6.5s3.5 2.5 3.5 6.5" />,
  info: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 9.3V14M10 6.5h.01" />
    </>
  ),
  ipPhone: (
    <>
      <path d="M3.5 8.5c0-3 13-3 13 0v1.7h-3.3V8.5M3.5 8.5v1.7h3.3V8.5" />
      <path d="M6.8 10.2 4.5 16.2h11l-2.3-6" />
      <path d="M9 13.2h2" />
    </>
  ),
  live: <path d="M2.5 10.5h3l2-6 4.2 11 2.3-5h3.5" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="7.5" rx="1.6" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  log: (
    <>
      <path d="M5 3h6.5L15 6.5V17H5z" />
      <path d="M7.5 9.5h5M7.5 12.5h5" />
    </>
  ),
  megaphone: (
    <>
      <path d="M3.5 8.2h2.7L13.2 5v10.2L6.2 12H3.5z" />
      <path d="M15.7 8.3a2.6 2.6 0 0 1 0 3.6M6.6 12.2l.9 4h1.9l-.6-3" />
    </>
  ),
  menu: <path d="M3.5 6h13M3.5 10h13M3.5 14h13" />,
  missed: <path d="m4 6 6 6 6.5-6.5M4 10.5V6h4.5" />,
  mobile: (
    <>
      <rect x="6" y="2.8" width="8" height="14.4" rx="1.8" />
      <path d="M9.2 14.5h1.6" />
    </>
  ),
  music: (
    <>
      <path d="M7.5 14.5V4.8l8-1.6v9.5" />
      <circle cx="5.5" cy="14.5" r="2" />
      <circle cx="13.5" cy="12.7" r="2" />
    </>
  ),
  okRing: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m6.8 10.3 2.3 2.2 4.2-4.7" />
    </>
  ),
  microphone: (
    <>
      <rect x="7.2" y="2.5" width="5.6" height="9" rx="2.8" />
      <path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5" />
    </>
  ),
  pause: <path d="M7 5v10M13 5v10" strokeWidth={2.6} />,
  play: <path d="M6.5 4.5v11l9-5.5z" fill="currentColor" />,
  plus: <path d="M10 4v12M4 10h12" />,
  reports: <path d="M3 16.8h14M5.8 13.5V10M10 13.5V5M14.2 13.5V7.8" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5.2" />
      <path d="m13 13 4 4" />
    </>
  ),
  signOut: (
    <path d="M11.5 6V4.2c0-.7-.5-1.2-1.2-1.2H5.2C4.5 3 4 3.5 4 4.2v11.6c0 .7.5 1.2 1.2 1.2h5.1c.7 0 1.2-.5 1.2-1.2V14M8.5 10H17M14.2 7.2 17 10l-2.8 2.8" />
  ),
  soundOff: <path d="M3.5 8v4h2.8L10 15.2V4.8L6.3 8zM13 8l4 4M17 8l-4 4" />,
  soundOn: <path d="M3.5 8v4h2.8L10 15.2V4.8L6.3 8zM12.8 7.2a4 4 0 0 1 0 5.6M15 5a7 7 0 0 1 0 10" />,
  speak: <path d="M3.5 5.5c0-.8.7-1.5 1.5-1.5h10c.8 0 1.5.7 1.5 1.5v6c0 .8-.7 1.5-1.5 1.5H9.5L6 16v-3H5c-.8 0-1.5-.7-1.5-1.5z" />,
  square: <rect x="4.5" y="4.5" width="11" height="11" rx="1.5" fill="currentColor" stroke="none" />,
  stop: <rect x="5.5" y="5.5" width="9" height="9" rx="1.2" fill="currentColor" />,
  theme: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M10 3.5v13a6.5 6.5 0 0 0 0-13z" fill="currentColor" />
    </>
  ),
  toBottom: <path d="M10 3v8.5M6.2 7.8 10 11.5l3.8-3.7M4 16h12" />,
  toTop: <path d="M10 17V8.5M6.2 12.2 10 8.5l3.8 3.7M4 4h12" />,
  trash: <path d="M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5" />,
  tree: (
    <>
      <rect x="8" y="2.8" width="4" height="4" rx="1" />
      <rect x="2.5" y="13.2" width="4" height="4" rx="1" />
      <rect x="13.5" y="13.2" width="4" height="4" rx="1" />
      <path d="M10 6.8V10M4.5 13.2V10h11v3.2" />
    </>
  ),
  trunk: <path d="M3.5 7h13M13.5 4l3 3-3 3M16.5 13h-13M6.5 10l-3 3 3 3" />,
  tv: (
    <>
      <rect x="2.5" y="4" width="15" height="10" rx="1.6" />
      <path d="M7 17h6" />
    </>
  ),
  upload: <path d="M10 13V4M6.2 7.7 10 4l3.8 3.7M4 16.5h12" />,
  users: (
    <>
      <circle cx="7.8" cy="7" r="2.8" />
      <path d="M2.8 16.2c.3-3 2.3-4.7 5-4.7s4.7 1.7 5 4.7M13 4.5a2.7 2.7 0 0 1 0 5M14.8 12c1.5.7 2.3 2.2 2.4 4.2" />
    </>
  ),
  warning: (
    <>
      <path d="M10 3.5 17.5 16.5H2.5z" />
      <path d="M10 8.5v3.5M10 14.3h.01" />
    </>
  ),
  workstation: (
    <>
      <rect x="2.8" y="4" width="14.4" height="9" rx="1.4" />
      <path d="M10 13v3M6.5 16.2h7" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** Decoration beside a word: hidden from readers. `s` 16 px (buttons, badges), `xs` 14 px. */
export function Icon({ name, size, tone }: { name: IconName; size?: "s" | "xs"; tone?: string }) {
  return (
    <svg className={["icon", size && `icon-${size}`, tone].filter(Boolean).join(" ")} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}

/** The mark: a queue that gets shorter. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <rect x="1.5" y="3" width="21" height="5" rx="2.5" />
      <rect x="1.5" y="10" width="14.5" height="4.5" rx="2.25" opacity=".72" />
      <rect x="1.5" y="16.5" width="8.5" height="4" rx="2" opacity=".45" />
    </svg>
  );
}
