/**
 * The manual switch of a group's hours, turned by those who watch it. It raises the group's version: an administrator who edits the group
 * meanwhile meets it as another's change when he saves, and cannot open again unknowingly what was closed in an emergency.
 */
import type { Actor } from "../domain/actor.ts";
import { type ByHand, byHandOf, type ManualSwitch } from "../domain/group/by-hand.ts";
import type { ManualHours } from "../domain/group/hours.ts";
import { changeConfiguration, Refused } from "./change.ts";
import type { Transaction } from "./client.ts";
import { watchesGroup } from "./watched-groups.ts";

export interface SwitchState {
  manual: ManualHours;
  byHand: ByHand | null;
}
export type ManualSwitched =
  | { ok: true; state: SwitchState }
  | { ok: false; reason: "notFound" | "forbidden" }
  | { ok: false; reason: "changedByAnother"; current: SwitchState };

export const switchColumns = (actor: Actor, manual: ManualHours) =>
  manual === "automatic" ? { manualSince: null, manualBy: null } : { manualSince: new Date(), manualBy: actor.name };

/** Turning it to where it stands changes nothing, not even who turned it. */
export function switchByHand(actor: Actor, groupId: string, { manual, before }: ManualSwitch): Promise<ManualSwitched> {
  return changeConfiguration<ManualSwitched, ManualSwitched>(actor, async (tx) => {
    const group = await locked(tx, actor, groupId);
    const current = stateOf(group.hours);
    if (current.manual === manual) throw new Refused<ManualSwitched>({ ok: true, state: current });
    if (before && current.manual !== before) throw new Refused<ManualSwitched>({ ok: false, reason: "changedByAnother", current });
    const state = await turn(tx, actor, groupId, manual);
    const audit = { action: "update", kind: "group", id: groupId, name: group.name } as const;
    return {
      result: { ok: true, state },
      audit: { ...audit, before: { hours: { manual: current.manual } }, after: { hours: { manual } } },
    };
  });
}

/** Who watches it is asked under the lock: a save that takes the group from her comes before or after, never in between. */
async function locked(tx: Transaction, actor: Actor, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Group" WHERE "id" = ${id}::uuid AND "organisationId" = ${actor.organisationId}::uuid FOR UPDATE`;
  const group = await tx.group.findFirst({ where: { id, organisationId: actor.organisationId }, select: { name: true, hours: true } });
  if (!group?.hours) throw new Refused<ManualSwitched>({ ok: false, reason: "notFound" });
  if (!(await watchesGroup(tx, actor, id))) throw new Refused<ManualSwitched>({ ok: false, reason: "forbidden" });
  return { name: group.name, hours: group.hours };
}

async function turn(tx: Transaction, actor: Actor, groupId: string, manual: ManualHours): Promise<SwitchState> {
  await tx.group.update({ where: { id: groupId }, data: { version: { increment: 1 } } });
  return stateOf(await tx.openingHours.update({ where: { groupId }, data: { manual, ...switchColumns(actor, manual) } }));
}

const stateOf = (row: { manual: ManualHours; manualSince: Date | null; manualBy: string | null }): SwitchState => ({
  manual: row.manual,
  byHand: byHandOf(row.manual, row.manualSince, row.manualBy),
});
