"use client";
/** Each language is a script of its own: the browser loads only the reader's. */
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import type { Language } from "@/lib/i18n/language.ts";

const providers = {
  fi: dynamic(() => import("./finnish.tsx").then((module) => module.Finnish)),
  sv: dynamic(() => import("./swedish.tsx").then((module) => module.Swedish)),
  en: dynamic(() => import("./english.tsx").then((module) => module.English)),
} satisfies Record<Language, unknown>;

export function LanguageProvider({ language, timeZone, children }: { language: Language; timeZone: string; children: ReactNode }) {
  const Provider = providers[language];
  return <Provider timeZone={timeZone}>{children}</Provider>;
}
