"use client";
import type { ReactNode } from "react";
import { fi } from "@/lib/i18n/fi/fi.ts";
import { TextsProvider } from "./texts.tsx";

export function Finnish({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return (
    <TextsProvider language="fi" dictionary={fi} timeZone={timeZone}>
      {children}
    </TextsProvider>
  );
}
