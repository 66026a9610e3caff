/** The group that outside callers reach. The seeded groups have test numbers, which no operator may call. */
import type { GroupDocument, GroupSettingsInput } from "../../lib/domain/group/group.ts";
import type { Api } from "../api.ts";

export const demoNumber = "0290000120";
const name = "Palvelulinja";
/** Shown on the phone of the agent who is to call somebody back. */
export const callbackName = "Takaisinsoitto";

/** Whoever has the number already is called as he is: a group that was made earlier keeps what the user has changed in it. */
export async function demoGroup(api: Api, agents: string[], speed: number): Promise<GroupDocument> {
  const numberId = await api.numberId(demoNumber);
  const groups = await api.request<{ id: string }[]>("GET", "/groups");
  for (const { id } of groups) {
    const group = await api.request<GroupDocument>("GET", `/groups/${id}`);
    if (group.general.numberId === numberId) return group;
  }
  return api.createGroup(settings(numberId, await Promise.all(agents.map((agent) => api.userId(agent))), speed));
}

const settings = (numberId: string, userIds: string[], speed: number): GroupSettingsInput => ({
  general: { name, numberId },
  queue: { maxWaiting: 15, maxWaitSeconds: 600 },
  members: {
    members: userIds.map((userId) => ({ userId })),
    devices: ["workstation", "ipPhone"],
    ringSeconds: 10,
    wrapUpSeconds: Math.round(25 / speed),
  },
  announcements: { announcePosition: true },
  callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 1, callbackAttempts: 2, callbackMetadata: callbackName },
});
