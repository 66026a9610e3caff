/** Log-in, pause and presence of members: they survive a restart of the worker. Written by the worker only. */
import type { Presence } from "../domain/live.ts";
import type { Transaction } from "./client.ts";

export async function saveLogin(tx: Transaction, groupId: string, userId: string, loggedIn: boolean): Promise<void> {
  if (!loggedIn) await tx.groupLogin.deleteMany({ where: { groupId, userId } });
  else await tx.groupLogin.upsert({ where: { groupId_userId: { groupId, userId } }, update: {}, create: { groupId, userId } });
}

export interface PersonalState {
  paused: boolean;
  pauseReason: string | null;
  presence: Presence;
  presenceName: string | null;
}

export async function savePersonalState(tx: Transaction, userId: string, state: PersonalState): Promise<void> {
  const data = { ...state, changedAt: new Date() };
  await tx.agentState.upsert({ where: { userId }, update: data, create: { userId, ...data } });
}
