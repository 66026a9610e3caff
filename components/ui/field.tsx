/** A row of a form: label and help at the left, control, hint and error at the right. */
import type { ReactNode } from "react";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { classes } from "./classes.ts";
import { Explain, Help } from "./help.tsx";
import { Icon } from "./icon.tsx";

export interface FieldProps {
  id: string;
  label: string;
  /** The setting that the "?" explains. */
  help?: SettingKey;
  /** The same in words of its own. */
  explain?: string;
  hint?: ReactNode;
  error?: string;
  /** "Changed, was …" when it differs from what is saved. */
  was?: ReactNode;
  /** The control is a group of controls: the label is not a `<label>` of one. */
  group?: boolean;
  children: ReactNode;
}

export function Field({ id, label, help, explain, hint, error, was, group, children }: FieldProps) {
  return (
    <div className={classes("field", Boolean(was) && "changed", error && "is-bad")}>
      <div className="field-label">
        {group ? (
          <span className="label" id={`${id}-label`}>
            {label}
          </span>
        ) : (
          <label htmlFor={id}>{label}</label>
        )}
        {help && <Help of={help} label={label} />}
        {explain && <Explain label={label}>{explain}</Explain>}
      </div>
      <div className="field-control">
        <div className="field-inputs">{children}</div>
        {error && (
          <p className="error" id={`${id}-error`}>
            <Icon name="error" />
            <span>{error}</span>
          </p>
        )}
        {hint && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
        {was && <p className="hint was">{was}</p>}
      </div>
    </div>
  );
}

/** What a control says to readers about its row. */
export function describedBy(id: string, { hint, error }: { hint?: unknown; error?: string }) {
  const ids = [error && `${id}-error`, Boolean(hint) && `${id}-hint`].filter(Boolean).join(" ");
  return { "aria-describedby": ids || undefined, "aria-invalid": error ? true : undefined };
}

export function FormCard({ id, title, intro, children }: { id: string; title: string; intro?: string; children: ReactNode }) {
  return (
    <section className="form" aria-labelledby={id}>
      <div className="form-head">
        <h2 id={id}>{title}</h2>
        {intro && <p>{intro}</p>}
      </div>
      {children}
    </section>
  );
}
