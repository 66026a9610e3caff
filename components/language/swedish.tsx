"use client";
import type { ReactNode } from "react";
import { sv } from "@/lib/i18n/sv/sv.ts";
import { TextsProvider } from "./texts.tsx";

export function Swedish({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return (
    <TextsProvider language="sv" dictionary={sv} timeZone={timeZone}>
      {children}
    </TextsProvider>
  );
}
