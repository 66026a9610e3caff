import type { ReactNode } from "react";
import { Frame } from "@/components/frame/frame.tsx";
import { PageTexts } from "@/components/language/texts.tsx";
import { pageTexts } from "@/lib/web/reader.ts";
import { signedInReader } from "@/lib/web/signed-in.ts";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const signedIn = await signedInReader();
  return (
    <PageTexts sections={await pageTexts("signIn")}>
      <Frame signedIn={signedIn}>{children}</Frame>
    </PageTexts>
  );
}
