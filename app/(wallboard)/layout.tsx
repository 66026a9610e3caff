import type { ReactNode } from "react";
import { PageTexts } from "@/components/language/texts.tsx";
import { WallboardFrame } from "@/components/wallboard/wallboard-frame.tsx";
import { pageTexts } from "@/lib/web/reader.ts";
import { watchingReader } from "@/lib/web/signed-in.ts";

/** For a screen on a wall: no navigation around it. */
export default async function WallboardLayout({ children }: { children: ReactNode }) {
  const { isScreen, ...signedIn } = await watchingReader();
  return (
    <PageTexts sections={await pageTexts("signIn", "live", "wallboard")}>
      <WallboardFrame signedIn={signedIn} isScreen={isScreen}>
        {children}
      </WallboardFrame>
    </PageTexts>
  );
}
