/** What a menu's or message box's settings refer to, in one go for its page. */
import "server-only";
import * as announcements from "@/lib/db/announcements.ts";
import * as groups from "@/lib/db/groups.ts";
import * as menus from "@/lib/db/menus.ts";
import * as messageBoxes from "@/lib/db/message-boxes.ts";
import { overflowGraph } from "@/lib/db/overflow-graph.ts";
import * as users from "@/lib/db/users.ts";
import type { Actor } from "@/lib/domain/actor.ts";

export async function menuDirectory(actor: Actor) {
  const [people, sounds, summaries, all, boxes, overflows] = await Promise.all([
    users.list(actor),
    announcements.list(actor),
    groups.list(actor),
    menus.list(actor),
    messageBoxes.list(actor),
    overflowGraph(actor),
  ]);
  return {
    users: people.map(({ id, name, extension }) => ({ id, name, extension })),
    announcements: sounds.map(({ id, name, durationMs }) => ({ id, name, seconds: durationMs / 1000 })),
    groups: summaries.map(({ id, name, number }) => ({ id, name, number })),
    menus: all.map(({ id, name, options }) => ({ id, name, keys: options.map((option) => option.destination) })),
    messageBoxes: boxes.map(({ id, name }) => ({ id, name })),
    overflows,
  };
}

export type MenuDirectory = Awaited<ReturnType<typeof menuDirectory>>;
