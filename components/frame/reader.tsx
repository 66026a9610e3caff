"use client";
/** Who is signed in, for everything inside the frame. */
import { createContext, use } from "react";
import type { OwnPresence } from "@/lib/client/presence.ts";
import type { Role } from "@/lib/domain/actor.ts";

export interface SignedIn {
  userId: string;
  name: string;
  email: string;
  role: Role;
  organisation: string;
  timeZone: string;
  serviceLevelTargetPercent: number;
  /** Null: no member of any group. */
  presence: OwnPresence | null;
  expertView: boolean;
  theme: "system" | "light" | "dark";
}

const SignedInContext = createContext<SignedIn | null>(null);
export const SignedInProvider = SignedInContext;

export function useSignedIn(): SignedIn {
  const signedIn = use(SignedInContext);
  if (!signedIn) throw new Error("outside of the frame");
  return signedIn;
}

export const useMayEdit = () => useSignedIn().role === "administrator";
