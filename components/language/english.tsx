"use client";
import type { ReactNode } from "react";
import { en } from "@/lib/i18n/en/en.ts";
import { TextsProvider } from "./texts.tsx";

export function English({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return (
    <TextsProvider language="en" dictionary={en} timeZone={timeZone}>
      {children}
    </TextsProvider>
  );
}
