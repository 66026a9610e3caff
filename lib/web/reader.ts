/** Language and look of the present reader: what was chosen in this browser, the account's setting, then the browser's wish. */
import "server-only";
import { cookies, headers } from "next/headers";
import type { Dictionary, PageSection, Pages, SectionName, SectionPattern } from "../i18n/dictionary.ts";
import { en } from "../i18n/en/en.ts";
import { enPages } from "../i18n/en/en-pages.ts";
import { fi } from "../i18n/fi/fi.ts";
import { fiPages } from "../i18n/fi/fi-pages.ts";
import { isLanguage, type Language, preferredLanguage } from "../i18n/language.ts";
import { sv } from "../i18n/sv/sv.ts";
import { svPages } from "../i18n/sv/sv-pages.ts";
import { type Text, texts } from "../i18n/translate.ts";
import { currentAccount } from "./actor.ts";

export type Theme = "system" | "light" | "dark";
export const languageCookie = "jono.language";
export const themeCookie = "jono.theme";

const dictionaries: Record<Language, Dictionary> = { fi: { ...fi, ...fiPages }, sv: { ...sv, ...svPages }, en: { ...en, ...enPages } };

/** Null also when the database is away: language and look must not depend on it. */
const accountIfAny = () => currentAccount().catch(() => null);

export async function readerLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(languageCookie)?.value;
  if (isLanguage(chosen)) return chosen;
  return (await accountIfAny())?.language ?? preferredLanguage((await headers()).get("accept-language"));
}

export async function readerTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value ?? (await accountIfAny())?.theme;
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** Texts for what the server writes itself: page titles. */
export async function serverText<N extends SectionName>(section: N): Promise<Text<SectionPattern<N>>> {
  const language = await readerLanguage();
  return texts(language, dictionaries[language][section]) as unknown as Text<SectionPattern<N>>;
}

/** The sections that a page brings along for the browser. */
export async function pageTexts(...names: PageSection[]): Promise<Partial<Pages>> {
  const dictionary = dictionaries[await readerLanguage()];
  return Object.fromEntries(names.map((name) => [name, dictionary[name]]));
}
