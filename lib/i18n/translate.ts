/**
 * Typed texts: `text("changes", { count: 3 })`. The Finnish dictionary is the pattern; a key or a `{placeholder}` that is missing
 * in Swedish or English does not compile.
 */
import type { Language } from "./language.ts";

/** A text that depends on `count`. fi, sv and en know only these two forms. */
export interface Plural {
  one: string;
  other: string;
}
export type Entry = string | Plural;
export type Section = Record<string, Entry>;
export type Dictionary = Record<string, Section>;

/** The same keys with the same kind of entry, other words. */
export type SectionLike<S> = { [K in keyof S]: S[K] extends string ? string : Plural };
export type DictionaryLike<D> = { [N in keyof D]: SectionLike<D[N]> };

type Placeholders<S> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never;
type EntryPlaceholders<E> = E extends string
  ? Placeholders<E>
  : E extends Plural
    ? "count" | Placeholders<E["one"]> | Placeholders<E["other"]>
    : never;

export type Values<E> = [EntryPlaceholders<E>] extends [never] ? [] : [values: Record<EntryPlaceholders<E>, string | number>];
export type Text<S> = <K extends keyof S & string>(key: K, ...values: Values<S[K]>) => string;

const rules: Record<Language, Intl.PluralRules> = {
  fi: new Intl.PluralRules("fi"),
  sv: new Intl.PluralRules("sv"),
  en: new Intl.PluralRules("en"),
};

export function fillIn(template: string, values: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

export function translate(language: Language, entry: Entry, values?: Record<string, string | number>): string {
  if (typeof entry === "string") return fillIn(entry, values);
  const form = rules[language].select(Number(values?.count ?? 0)) === "one" ? "one" : "other";
  return fillIn(entry[form], values);
}

/** The texts of one section. */
export function texts<S extends Section>(language: Language, section: S): Text<S> {
  return (key, ...values) => translate(language, section[key] ?? key, values[0] as Record<string, string | number> | undefined);
}
