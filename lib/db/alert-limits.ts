/**
 * Alert limits of a group. They stand beside the group's document (docs/decisions/0018): a supervisor sets them, and a save of the whole
 * group by an administrator neither needs nor replaces them.
 */
import type { Actor } from "../domain/actor.ts";
import { type AlertLimits, type AlertLimitsUpdate, alertLimits } from "../domain/group/alert-limits.ts";
import { same } from "../domain/group/changes.ts";
import type { Group } from "../generated/prisma/client.ts";
import { changeConfiguration, Refused } from "./change.ts";
import { lockWatchedGroup, type NotWatched } from "./watched-groups.ts";

export type AlertLimitsSaved =
  | { ok: true; limits: AlertLimits }
  | NotWatched
  | { ok: false; reason: "changedByAnother"; current: AlertLimits };

type Columns = Pick<Group, "alertLongestWaitSeconds" | "alertWaiting" | "alertNobodyLoggedIn" | "alertCallbackExpiresMinutes">;

/** @throws ZodError */
export const toAlertLimits = (row: Columns): AlertLimits =>
  alertLimits.parse({
    longestWaitSeconds: row.alertLongestWaitSeconds,
    waiting: row.alertWaiting,
    nobodyLoggedIn: row.alertNobodyLoggedIn,
    callbackExpiresMinutes: row.alertCallbackExpiresMinutes,
  });

const columnsOf = (limits: AlertLimits): Columns => ({
  alertLongestWaitSeconds: limits.longestWaitSeconds,
  alertWaiting: limits.waiting,
  alertNobodyLoggedIn: limits.nobodyLoggedIn,
  alertCallbackExpiresMinutes: limits.callbackExpiresMinutes,
});

export function setAlertLimits(actor: Actor, groupId: string, { before, ...limits }: AlertLimitsUpdate): Promise<AlertLimitsSaved> {
  return changeConfiguration<AlertLimitsSaved, AlertLimitsSaved>(actor, async (tx) => {
    const row = await lockWatchedGroup(tx, actor, groupId);
    const current = toAlertLimits(row);
    if (same(current, limits)) throw new Refused<AlertLimitsSaved>({ ok: true, limits: current });
    if (before && !same(current, before)) throw new Refused<AlertLimitsSaved>({ ok: false, reason: "changedByAnother", current });
    await tx.group.update({ where: { id: groupId }, data: columnsOf(limits) });
    const audit = { action: "update", kind: "group", id: groupId, name: row.name } as const;
    return { result: { ok: true, limits }, audit: { ...audit, before: { alertLimits: current }, after: { alertLimits: limits } } };
  });
}
