import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { LanguageProvider } from "@/components/language/language-provider.tsx";
import { Providers } from "@/components/providers.tsx";
import { readerLanguage, readerTheme } from "@/lib/web/reader.ts";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Jono", template: "%s – Jono" }, icons: { icon: "/favicon.svg" } };

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, theme] = [await readerLanguage(), await readerTheme()];
  return (
    <html lang={language} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <LanguageProvider language={language} timeZone="Europe/Helsinki">
          <Providers>{children}</Providers>
        </LanguageProvider>
      </body>
    </html>
  );
}
