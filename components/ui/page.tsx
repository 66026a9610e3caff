/** The parts every page has: heading with one main action, empty state, card. */
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export function PageHead({ title, subtitle, children }: { title: string; subtitle?: ReactNode; children?: ReactNode }) {
  return (
    <div className="page-head">
      <div className="grow">
        <h1>{title}</h1>
        {subtitle && <p className="sub">{subtitle}</p>}
      </div>
      {children}
    </div>
  );
}

/** Where the page stands: the list it belongs to, then itself. */
export function Crumb({ label, href, list, children }: { label: string; href: string; list: string; children: ReactNode }) {
  return (
    <nav className="crumb" aria-label={label}>
      <Link href={href}>{list}</Link>
      <Icon name="chevronRight" size="xs" />
      <span>{children}</span>
    </nav>
  );
}

/** Says what the thing is for and starts making the first one. */
export function Empty({ icon, title, text, children }: { icon: IconName; title: string; text: string; children?: ReactNode }) {
  return (
    <div className="card empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}

export function Card({ id, title, aside, children }: { id: string; title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} className="grow">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** One quiet line under the top bar. */
export function Strip({ tone, icon, children }: { tone?: "bad" | "info"; icon: IconName; children: ReactNode }) {
  return (
    <div className={tone ? `strip strip-${tone}` : "strip"} role="status">
      <Icon name={icon} />
      <span className="grow">{children}</span>
    </div>
  );
}
