import { redirect } from "next/navigation";
import * as accounts from "@/lib/db/accounts.ts";
import * as presence from "@/lib/db/presence.ts";
import { signedInAccount } from "@/lib/web/actor.ts";

export default async function Home() {
  const account = await signedInAccount();
  if (account.role !== "member") redirect("/groups");
  redirect((await presence.own(accounts.toActor(account))) ? "/agent" : "/calls");
}
