"use client";
/** Asks to sign in again when the session has ended. What it asks with comes when the page stands: most sessions never need it. */
import dynamic from "next/dynamic";
import { useEffect, useSyncExternalStore } from "react";
import { onceLoaded } from "@/lib/client/once-loaded.ts";
import { isSignedOut, onSignedOut } from "@/lib/client/signed-out.ts";

const load = () => import("./sign-in-dialog.tsx");
const SignInDialog = dynamic(() => load().then((module) => module.SignInDialog), { ssr: false });

export function SignInAgain() {
  const signedOut = useSyncExternalStore(onSignedOut, isSignedOut, () => false);
  useEffect(() => onceLoaded(() => void load().catch(() => undefined)), []);
  return signedOut ? <SignInDialog /> : null;
}
