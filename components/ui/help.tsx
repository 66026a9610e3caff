"use client";
/** The "?" of a field: what it does, what 0 or empty means, an example. The texts come when the first one is opened. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useLanguage, useText } from "@/components/language/texts.tsx";
import type { Language } from "@/lib/i18n/language.ts";
import type { SettingHelp, SettingKey } from "@/lib/i18n/settings.ts";
import { usePopover } from "./use-popover.ts";

const texts: Record<Language, () => Promise<Record<SettingKey, SettingHelp>>> = {
  fi: () => import("@/lib/i18n/fi/setting-help.ts").then((module) => module.settingHelp),
  sv: () => import("@/lib/i18n/sv/setting-help.ts").then((module) => module.settingHelp),
  en: () => import("@/lib/i18n/en/setting-help.ts").then((module) => module.settingHelp),
};

export function Help({ of, label }: { of: SettingKey; label: string }) {
  return <Popup label={label}>{(place) => <Panel of={of} onText={place} />}</Popup>;
}

/** A "?" with its words given. */
export function Explain({ label, children }: { label: string; children: string }) {
  return <Popup label={label}>{() => <p className="small">{children}</p>}</Popup>;
}

function Popup({ label, children }: { label: string; children: (place: () => void) => ReactNode }) {
  const text = useText("common");
  const id = useId();
  const { button, panel, open, place } = usePopover<HTMLButtonElement, HTMLDivElement>();
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
        {open && children(place)}
      </div>
    </>
  );
}

function Panel({ of, onText }: { of: SettingKey; onText: () => void }) {
  const text = useText("common");
  const language = useLanguage();
  const { data } = useQuery({
    queryKey: ["setting-help", language],
    queryFn: () => texts[language](),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return <p className="small muted">{text("loading")}</p>;
  const { does, zero, example } = data[of];
  const lines = [
    [text("whatItDoes"), does],
    [text("whatZeroMeans"), zero],
    [text("example"), example],
  ].filter((line): line is [string, string] => line[1] !== undefined);
  return (
    <dl className="small" ref={onText}>
      {lines.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
