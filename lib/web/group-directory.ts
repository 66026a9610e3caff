/** What a group's settings refer to, in one go for the editor's page. */
import "server-only";
import * as announcements from "@/lib/db/announcements.ts";
import * as billingAccounts from "@/lib/db/billing-accounts.ts";
import * as groups from "@/lib/db/groups.ts";
import * as menus from "@/lib/db/menus.ts";
import * as messageBoxes from "@/lib/db/message-boxes.ts";
import * as numbers from "@/lib/db/numbers.ts";
import { overflowGraph } from "@/lib/db/overflow-graph.ts";
import * as users from "@/lib/db/users.ts";
import type { Actor } from "@/lib/domain/actor.ts";
import { seeBillingAccounts, seeNumbers } from "./permissions.ts";

export async function groupDirectory(actor: Actor) {
  const [people, pool, sounds, accounts, summaries, voiceMenus, boxes, overflows] = await Promise.all([
    users.list(actor),
    seeNumbers(actor) ? numbers.list(actor) : [],
    announcements.list(actor),
    seeBillingAccounts(actor) ? billingAccounts.list(actor) : [],
    groups.list(actor),
    menus.list(actor),
    messageBoxes.list(actor),
    overflowGraph(actor),
  ]);
  return {
    users: people,
    numbers: pool,
    announcements: sounds,
    billingAccounts: accounts,
    groups: summaries.map(({ id, name, number }) => ({ id, name, number })),
    menus: voiceMenus.map(({ id, name }) => ({ id, name })),
    messageBoxes: boxes.map(({ id, name }) => ({ id, name })),
    overflows,
  };
}
