/** SIP accounts and the places where their phones were last. */
import { allAccounts, liveBindings } from "../../lib/db/sip-accounts.ts";
import type { Binding, SipAccount } from "../ports/accounts.ts";

export const readAccounts = (): Promise<SipAccount[]> => allAccounts();

export async function readBindings(): Promise<Map<string, Binding[]>> {
  const byAccount = new Map<string, Binding[]>();
  for (const { accountId, ...binding } of await liveBindings()) byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), binding]);
  return byAccount;
}
