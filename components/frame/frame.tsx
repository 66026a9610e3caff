"use client";
import { type ReactNode, useState } from "react";
import { InTimeZone, useText } from "@/components/language/texts.tsx";
import { LiveProvider } from "@/components/live/live-provider.tsx";
import { SignInAgain } from "@/components/sign-in/sign-in-again.tsx";
import { savePreferences } from "@/lib/client/preferences.ts";
import { ConnectionStrip } from "./connection-strip.tsx";
import { Navigation } from "./navigation.tsx";
import { type SignedIn, SignedInProvider } from "./reader.tsx";
import { TopBar } from "./top-bar.tsx";

/** Around every page after sign-in. */
export function Frame({ signedIn, children }: { signedIn: SignedIn; children: ReactNode }) {
  const text = useText("frame");
  const [expertView, setExpertView] = useState(signedIn.expertView);
  const changeExpertView = (on: boolean) => {
    setExpertView(on);
    void savePreferences({ expertView: on }).catch(() => undefined);
  };
  return (
    <SignedInProvider value={signedIn}>
      <LiveProvider enabled={signedIn.role !== "member" || signedIn.presence !== null}>
        <a className="skip" href="#main">
          {text("skip")}
        </a>
        <div className="app">
          <Navigation expertView={expertView} />
          <div className="main">
            <TopBar expertView={expertView} onExpertView={changeExpertView} />
            <InTimeZone timeZone={signedIn.timeZone}>
              <ConnectionStrip />
              {children}
            </InTimeZone>
          </div>
        </div>
        <SignInAgain />
      </LiveProvider>
    </SignedInProvider>
  );
}
