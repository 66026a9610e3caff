/** Every id in a document must be of the same organisation; the first that is not is named by its field. */
import type { Destination } from "../domain/destination.ts";
import type { Transaction } from "./client.ts";

type Kind = "billingAccount" | "number" | "user" | "announcement" | "group" | "menu" | "messageBox";
export interface Reference {
  kind: Kind;
  id: string;
  field: string;
}

/** The field of the first reference that does not exist in the organisation, or null. */
export async function firstUnknown(tx: Transaction, organisationId: string, references: Reference[]): Promise<string | null> {
  const kinds = [...new Set(references.map((reference) => reference.kind))];
  for (const kind of kinds) {
    const asked = references.filter((reference) => reference.kind === kind);
    const known = await existing(tx, organisationId, kind, [...new Set(asked.map((reference) => reference.id))]);
    const missing = asked.find((reference) => !known.has(reference.id));
    if (missing) return missing.field;
  }
  return null;
}

export const optional = (kind: Kind, id: string | null, field: string): Reference[] => (id ? [{ kind, id, field }] : []);

export function ofDestination(destination: Destination, field: string): Reference[] {
  switch (destination.kind) {
    case "group":
      return [{ kind: "group", id: destination.groupId, field }];
    case "user":
      return [{ kind: "user", id: destination.userId, field }];
    case "menu":
      return [{ kind: "menu", id: destination.menuId, field }];
    case "announcement":
      return [{ kind: "announcement", id: destination.announcementId, field }];
    case "messageBox":
      return [{ kind: "messageBox", id: destination.messageBoxId, field }];
    default:
      return [];
  }
}

async function existing(tx: Transaction, organisationId: string, kind: Kind, ids: string[]): Promise<Set<string>> {
  const query: Query = { where: { organisationId, id: { in: ids } }, select: { id: true } };
  const rows = await find(tx, kind, query);
  return new Set(rows.map((row) => row.id));
}

type Query = { where: { organisationId: string; id: { in: string[] } }; select: { id: true } };

function find(tx: Transaction, kind: Kind, query: Query): Promise<{ id: string }[]> {
  switch (kind) {
    case "billingAccount":
      return tx.billingAccount.findMany(query);
    case "number":
      return tx.number.findMany(query);
    case "user":
      return tx.user.findMany(query);
    case "announcement":
      return tx.announcement.findMany(query);
    case "group":
      return tx.group.findMany(query);
    case "menu":
      return tx.menu.findMany(query);
    case "messageBox":
      return tx.messageBox.findMany(query);
  }
}
