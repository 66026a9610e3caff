/** Language and look: in a cookie for the next page, in the account for the next computer. */
import type { Language } from "../i18n/language.ts";
import { sendJson } from "./api.ts";

export type Theme = "system" | "light" | "dark";

const yearSeconds = 365 * 24 * 3600;

export function rememberInCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

export interface Preferences {
  language?: Language;
  theme?: Theme;
  expertView?: boolean;
  dailyReport?: boolean;
  weeklyReport?: boolean;
}

export const savePreferences = (preferences: Preferences) => sendJson<void>("PUT", "/preferences", preferences);

export function showTheme(theme: Theme): void {
  rememberInCookie("jono.theme", theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
