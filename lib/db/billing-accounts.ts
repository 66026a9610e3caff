import type { Actor } from "../domain/actor.ts";
import { db } from "./client.ts";

export interface BillingAccountRecord {
  id: string;
  code: string;
  name: string;
  version: number;
}

export async function list(actor: Actor): Promise<BillingAccountRecord[]> {
  return db().billingAccount.findMany({
    where: { organisationId: actor.organisationId },
    select: { id: true, code: true, name: true, version: true },
    orderBy: { code: "asc" },
  });
}
