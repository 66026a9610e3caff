/** The organisation's numbers and which of them are free. */
import type { Actor } from "../domain/actor.ts";
import { db } from "./client.ts";

export interface NumberRecord {
  id: string;
  digits: string;
  type: "test" | "freephone" | "general" | "company" | "transaction" | "entertainment" | "geographic" | "mobile";
  priceText: string;
  purpose: string;
  version: number;
  /** Who has it, or null when it is free. */
  group: { id: string; name: string } | null;
}

export async function list(actor: Actor): Promise<NumberRecord[]> {
  return db().number.findMany({
    where: { organisationId: actor.organisationId },
    select: {
      id: true,
      digits: true,
      type: true,
      priceText: true,
      purpose: true,
      version: true,
      group: { select: { id: true, name: true } },
    },
    orderBy: { digits: "asc" },
  });
}

export async function free(actor: Actor): Promise<NumberRecord[]> {
  return (await list(actor)).filter((number) => number.group === null);
}
