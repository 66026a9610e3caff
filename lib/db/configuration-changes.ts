/**
 * What has to be read of a configuration that is known at an earlier version: each version names its change in the audit log, which
 * nothing can be taken out of.
 */
import type { Transaction } from "./client.ts";
import type { ConfigurationPart } from "./configuration-parts.ts";

export interface Touched {
  groupIds: string[];
  parts: ConfigurationPart[];
}

/** Beyond these the whole is read as quickly. */
const mostVersions = 50;

/** Kinds of the audit log. What is not named here may have touched anything. */
const partOf: Record<string, ConfigurationPart | "nothing"> = {
  user: "users",
  number: "numbers",
  announcement: "announcements",
  systemPrompt: "prompts",
  menu: "menus",
  messageBox: "messageBoxes",
  trunk: "trunks",
  // Read with every configuration.
  organisation: "nothing",
  // What these say is no part of a configuration.
  billingAccount: "nothing",
  sipPassword: "nothing",
  sipBan: "nothing",
};

/** Null: not every version since is accounted for, or one may have touched anything. */
export async function touchedSince(tx: Transaction, organisationId: string, since: number, version: number): Promise<Touched | null> {
  if (version < since || version - since > mostVersions) return null;
  const changes = await tx.auditEntry.findMany({
    where: { organisationId, configurationVersion: { gt: since, lte: version } },
    select: { action: true, subjectKind: true, subjectId: true },
  });
  if (changes.length !== version - since) return null;
  const groupIds = new Set<string>();
  const parts = new Set<ConfigurationPart>();
  for (const { action, subjectKind, subjectId } of changes) {
    const part = partOf[subjectKind];
    if (subjectKind === "group" && subjectId) groupIds.add(subjectId);
    // His memberships go with a user.
    else if (!part || (part === "users" && action === "delete")) return null;
    else if (part !== "nothing") parts.add(part);
  }
  return { groupIds: [...groupIds], parts: [...parts] };
}
