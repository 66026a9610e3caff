/** What every page after sign-in knows of its reader. */
import "server-only";
import { redirect } from "next/navigation";
import type { SignedIn } from "@/components/frame/reader.tsx";
import type { SignInAccount } from "@/lib/db/accounts.ts";
import * as accounts from "@/lib/db/accounts.ts";
import * as organisations from "@/lib/db/organisations.ts";
import * as presence from "@/lib/db/presence.ts";
import { currentAccount, signedInAccount, watchingAccount } from "./actor.ts";
import { readerTheme } from "./reader.ts";

export const signedInReader = async (): Promise<SignedIn> => readerOf(await signedInAccount());

/** Of a page that only shows figures. A screen on a wall is told nothing of whoever left it showing. */
export async function watchingReader(): Promise<SignedIn & { isScreen: boolean }> {
  const reader = await readerOf((await watchingAccount()) ?? redirect("/sign-in"));
  const isScreen = (await currentAccount()) === null;
  return isScreen ? { ...reader, isScreen, userId: "", name: "", email: "" } : { ...reader, isScreen };
}

async function readerOf(account: SignInAccount): Promise<SignedIn> {
  const actor = accounts.toActor(account);
  const organisation = await organisations.get(actor);
  return {
    userId: account.id,
    name: account.name,
    email: account.email,
    role: account.role,
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    serviceLevelTargetPercent: organisation.serviceLevelTargetPercent,
    presence: await presence.own(actor),
    expertView: account.expertView,
    theme: await readerTheme(),
  };
}
