/**
 * The manual switch of a group's hours, turned by those who watch it. It raises the group's version: an administrator who edits the group
 * meanwhile meets it as another's change when he saves, and cannot open again unknowingly what was closed in an emergency.
 */
import type { Actor } from "../domain/actor.ts";
import { type ByHand, byHandOf, type ManualSwitch } from "../domain/group/by-hand.ts";
import type { ManualHours } from "../domain/group/hours.ts";
import { changeConfiguration, Refused } from "./change.ts";
import type { Transaction } from "./client.ts";
import { lockWatchedGroup, type NotWatched } from "./watched-groups.ts";

export interface SwitchState {
  manual: ManualHours;
  byHand: ByHand | null;
}
export type ManualSwitched =
  | { ok: true; state: SwitchState }
  | NotWatched
  | { ok: false; reason: "changedByAnother"; current: SwitchState };

export const switchColumns = (actor: Actor, manual: ManualHours) =>
  manual === "automatic" ? { manualSince: null, manualBy: null } : { manualSince: new Date(), manualBy: actor.name };

/** Turning it to where it stands changes nothing, not even who turned it. */
export function switchByHand(actor: Actor, groupId: string, { manual, before }: ManualSwitch): Promise<ManualSwitched> {
  return changeConfiguration<ManualSwitched, ManualSwitched>(actor, async (tx) => {
    const { name } = await lockWatchedGroup(tx, actor, groupId);
    const current = stateOf(await tx.openingHours.findUniqueOrThrow({ where: { groupId } }));
    if (current.manual === manual) throw new Refused<ManualSwitched>({ ok: true, state: current });
    if (before && current.manual !== before) throw new Refused<ManualSwitched>({ ok: false, reason: "changedByAnother", current });
    const state = await turn(tx, actor, groupId, manual);
    const audit = { action: "update", kind: "group", id: groupId, name } as const;
    return {
      result: { ok: true, state },
      audit: { ...audit, before: { hours: { manual: current.manual } }, after: { hours: { manual } } },
    };
  });
}

async function turn(tx: Transaction, actor: Actor, groupId: string, manual: ManualHours): Promise<SwitchState> {
  await tx.group.update({ where: { id: groupId }, data: { version: { increment: 1 } } });
  return stateOf(await tx.openingHours.update({ where: { groupId }, data: { manual, ...switchColumns(actor, manual) } }));
}

const stateOf = (row: { manual: ManualHours; manualSince: Date | null; manualBy: string | null }): SwitchState => ({
  manual: row.manual,
  byHand: byHandOf(row.manual, row.manualSince, row.manualBy),
});
