"use client";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { ConnectionStrip } from "@/components/frame/connection-strip.tsx";
import { type SignedIn, SignedInProvider } from "@/components/frame/reader.tsx";
import { InTimeZone } from "@/components/language/texts.tsx";
import { LiveProvider } from "@/components/live/live-provider.tsx";
import { SignInAgain } from "@/components/sign-in/sign-in-again.tsx";
import { isSignedOut, onSignedOut } from "@/lib/client/signed-out.ts";

interface Props {
  signedIn: SignedIn;
  /** Left showing: nobody is signed in. */
  isScreen: boolean;
  children: ReactNode;
}

/** Figures only: nobody's name or number comes to this screen. */
export function WallboardFrame({ signedIn, isScreen, children }: Props) {
  return (
    <SignedInProvider value={signedIn}>
      <LiveProvider enabled={signedIn.role !== "member"} figuresOnly>
        <InTimeZone timeZone={signedIn.timeZone}>
          <ConnectionStrip />
          {children}
        </InTimeZone>
        {isScreen ? <ToSignIn /> : <SignInAgain />}
      </LiveProvider>
    </SignedInProvider>
  );
}

/** A screen whose key was revoked shows nothing more. */
function ToSignIn() {
  const over = useSyncExternalStore(onSignedOut, isSignedOut, () => false);
  useEffect(() => {
    if (over) window.location.assign("/sign-in");
  }, [over]);
  return null;
}
