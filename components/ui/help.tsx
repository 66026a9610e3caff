"use client";
/** The "?" of a field: what it does, what 0 or empty means, an example. */
import { useId } from "react";
import { useText } from "@/components/language/texts.tsx";
import type { SettingTexts } from "@/lib/i18n/settings.ts";
import { usePopover } from "./use-popover.ts";

export function Help({ label, does, zero, example }: SettingTexts) {
  const text = useText("common");
  const id = useId();
  const { button, panel, open } = usePopover<HTMLButtonElement, HTMLDivElement>();
  return (
    <>
      <button
        type="button"
        ref={button}
        className="help"
        popoverTarget={id}
        aria-label={text("help", { name: label })}
        aria-expanded={open}
        aria-details={id}
      >
        <span aria-hidden="true">?</span>
      </button>
      <div ref={panel} id={id} popover="auto" role="note" className="popup">
        <h3>{label}</h3>
        <dl className="small">
          <dt>{text("whatItDoes")}</dt>
          <dd>{does}</dd>
          {zero && (
            <>
              <dt>{text("whatZeroMeans")}</dt>
              <dd>{zero}</dd>
            </>
          )}
          {example && (
            <>
              <dt>{text("example")}</dt>
              <dd>{example}</dd>
            </>
          )}
        </dl>
      </div>
    </>
  );
}
