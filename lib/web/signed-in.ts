/** What every page after sign-in knows of its reader. */
import "server-only";
import type { SignedIn } from "@/components/frame/reader.tsx";
import * as accounts from "@/lib/db/accounts.ts";
import * as organisations from "@/lib/db/organisations.ts";
import * as presence from "@/lib/db/presence.ts";
import { signedInAccount } from "./actor.ts";
import { readerTheme } from "./reader.ts";

export async function signedInReader(): Promise<SignedIn> {
  const account = await signedInAccount();
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
