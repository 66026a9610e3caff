/** How long members were logged in and not paused, from what the triggers of GroupLogin and AgentState keep. */
import type { Actor } from "../domain/actor.ts";
import { type Stretch, workedSeconds } from "../domain/report/worked-time.ts";
import { db } from "./client.ts";
import { supervisedGroups } from "./organisations.ts";

interface Asked {
  userIds: string[];
  from: Date;
  to: Date;
  /** Log-ins to this group only. */
  groupId?: string;
}

/** Seconds by member; who was never logged in is not in it. */
export async function workedTime(actor: Actor, { userIds, from, to, groupId }: Asked): Promise<Map<string, number>> {
  const now = new Date();
  const end = to < now ? to : now;
  const groups = await groupsCounted(actor, groupId);
  const ofGroups = groups && { groupId: { in: groups } };
  const [ended, open, pauses] = await Promise.all([
    db().loginPeriod.findMany({ where: { userId: { in: userIds }, ...ofGroups, beganAt: { lt: end }, endedAt: { gt: from } } }),
    db().groupLogin.findMany({ where: { userId: { in: userIds }, ...ofGroups, loggedInAt: { lt: end } } }),
    db().pausePeriod.findMany({
      where: { userId: { in: userIds }, beganAt: { lt: end }, OR: [{ endedAt: null }, { endedAt: { gt: from } }] },
    }),
  ]);
  const logins = [...ended, ...open.map((login) => ({ ...login, beganAt: login.loggedInAt, endedAt: null }))];
  const within = { from: from.getTime(), to: end.getTime() };
  const known = new Set(logins.map(({ userId }) => userId));
  return new Map(
    [...known].map((userId) => [userId, workedSeconds(stretches(logins, userId, end), stretches(pauses, userId, end), within)]),
  );
}

interface Period {
  userId: string;
  beganAt: Date;
  endedAt: Date | null;
}

const stretches = (periods: Period[], userId: string, end: Date): Stretch[] =>
  periods
    .filter((one) => one.userId === userId)
    .map(({ beganAt, endedAt }) => ({ from: beganAt.getTime(), to: (endedAt ?? end).getTime() }));

/** Null: all. A supervisor's figures are of her groups, so the time is too. */
async function groupsCounted(actor: Actor, groupId: string | undefined): Promise<string[] | null> {
  if (groupId !== undefined) return groupId === "deleted" ? [] : [groupId];
  return actor.role === "supervisor" ? supervisedGroups(actor) : null;
}
