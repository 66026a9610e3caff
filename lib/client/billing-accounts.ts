import { queryOptions } from "@tanstack/react-query";
import type { BillingAccountSettings, BillingAccountUpdate } from "../domain/billing-account.ts";
import { getJson, sendJson } from "./api.ts";

export interface BillingAccountRecord {
  id: string;
  version: number;
  code: string;
  name: string;
  usedBy: string[];
}

export const billingAccountsQuery = queryOptions({
  queryKey: ["billing-accounts"],
  queryFn: () => getJson<BillingAccountRecord[]>("/billing-accounts"),
});
export const createBillingAccount = (account: BillingAccountSettings) =>
  sendJson<BillingAccountRecord>("POST", "/billing-accounts", account);
export const saveBillingAccount = (id: string, update: BillingAccountUpdate) =>
  sendJson<BillingAccountRecord>("PUT", `/billing-accounts/${id}`, update);
export const deleteBillingAccount = (id: string) => sendJson<void>("DELETE", `/billing-accounts/${id}`);
