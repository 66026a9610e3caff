"use client";
/** The reader's texts and formats for every component below. */
import { createContext, type ReactNode, use, useMemo } from "react";
import type { Core, Pages, SectionName, SectionPattern } from "@/lib/i18n/dictionary.ts";
import * as format from "@/lib/i18n/format.ts";
import type { Language } from "@/lib/i18n/language.ts";
import type { SettingKey } from "@/lib/i18n/settings.ts";
import { type Text, texts } from "@/lib/i18n/translate.ts";

interface Reader {
  language: Language;
  dictionary: Core & Partial<Pages>;
  timeZone: string;
}

const ReaderContext = createContext<Reader | null>(null);

export function TextsProvider({ language, dictionary, timeZone, children }: Reader & { children: ReactNode }) {
  const reader = useMemo(() => ({ language, dictionary, timeZone }), [language, dictionary, timeZone]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

/** Sections that only this page needs, brought along by the page itself. */
export function PageTexts({ sections, children }: { sections: Partial<Pages>; children: ReactNode }) {
  const { language, dictionary, timeZone } = useReader();
  const whole = useMemo(() => ({ ...dictionary, ...sections }), [dictionary, sections]);
  return (
    <TextsProvider language={language} dictionary={whole} timeZone={timeZone}>
      {children}
    </TextsProvider>
  );
}

/** Times below are those of the organisation's place. */
export function InTimeZone({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const { language, dictionary } = useReader();
  return (
    <TextsProvider language={language} dictionary={dictionary} timeZone={timeZone}>
      {children}
    </TextsProvider>
  );
}

function useReader(): Reader {
  const reader = use(ReaderContext);
  if (!reader) throw new Error("useText outside of a TextsProvider");
  return reader;
}

export const useLanguage = () => useReader().language;

export function useText<N extends SectionName>(section: N): Text<SectionPattern<N>> {
  const { language, dictionary } = useReader();
  const entries = dictionary[section];
  if (!entries) throw new Error(`the page does not bring the texts of "${section}"`);
  return useMemo(() => texts(language, entries) as unknown as Text<SectionPattern<N>>, [language, entries]);
}

/** Label, hint and help of one setting. */
export function useSettingTexts() {
  const { dictionary } = useReader();
  return (key: SettingKey) => dictionary.settings[key];
}

/** What is said about a rule's message key (`errors.tooSmall`) and its bounds. */
export function useErrorText() {
  const { language, dictionary } = useReader();
  return useMemo(() => {
    const text = texts(language, dictionary.errors) as (key: string, values?: Record<string, string | number>) => string;
    return (message: string, bounds: Record<string, string | number | undefined> = {}, unit?: string) => {
      const key = message.replace(/^errors\./, "");
      const known = key in dictionary.errors ? key : "invalid";
      const written = Object.fromEntries(
        Object.entries(bounds).map(([name, value]) => [
          name,
          typeof value === "number" ? [format.number(value, language), unit].filter(Boolean).join(" ") : (value ?? ""),
        ]),
      );
      return text(known, written);
    };
  }, [language, dictionary]);
}

export function useFormat() {
  const { language, timeZone } = useReader();
  return useMemo(
    () => ({
      ...format,
      timeZone,
      clockTime: (minute: number) => format.clockTime(minute, language),
      number: (value: number) => format.number(value, language),
      percent: (value: number) => format.percent(value, language),
      date: (at: string | number | Date) => format.date(at, language, timeZone),
      time: (at: string | number | Date, seconds = false) => format.time(at, language, timeZone, seconds),
      weekdayAndDate: (at: string | number | Date) => format.weekdayAndDate(at, language, timeZone),
      byName: format.byName(language),
    }),
    [language, timeZone],
  );
}
