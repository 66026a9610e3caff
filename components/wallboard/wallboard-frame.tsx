"use client";
import type { ReactNode } from "react";
import { ConnectionStrip } from "@/components/frame/connection-strip.tsx";
import { type SignedIn, SignedInProvider } from "@/components/frame/reader.tsx";
import { InTimeZone } from "@/components/language/texts.tsx";
import { LiveProvider } from "@/components/live/live-provider.tsx";
import { SignInAgain } from "@/components/sign-in/sign-in-again.tsx";

/** Figures only: nobody's name or number comes to this screen. */
export function WallboardFrame({ signedIn, children }: { signedIn: SignedIn; children: ReactNode }) {
  return (
    <SignedInProvider value={signedIn}>
      <LiveProvider enabled={signedIn.role !== "member"} figuresOnly>
        <InTimeZone timeZone={signedIn.timeZone}>
          <ConnectionStrip />
          {children}
        </InTimeZone>
        <SignInAgain />
      </LiveProvider>
    </SignedInProvider>
  );
}
