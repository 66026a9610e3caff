/** For stories: a group in few words. */
import { type RulesInput, VirtualOrganisation } from "./virtual-organisation.ts";

export const group = (settings: Partial<RulesInput> & { members: RulesInput["members"] }) =>
  new VirtualOrganisation([{ id: "g", ...settings }]);

export const ordered = (...names: string[]) => names.map((agentId, index) => ({ agentId, skillLevel: 3, ringOrder: index + 1 }));

export const skilled = (levels: Record<string, number>) =>
  Object.entries(levels).map(([agentId, skillLevel]) => ({ agentId, skillLevel, ringOrder: null }));

/** What is told from here on. */
export const start = (organisation: VirtualOrganisation) => {
  organisation.news();
  return organisation;
};
