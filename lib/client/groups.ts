import { queryOptions } from "@tanstack/react-query";
import type { GroupDocument, GroupSettings, GroupUpdate } from "../domain/group/group.ts";
import type { Timetable } from "../domain/group/hours.ts";
import { getJson, Refusal, sendJson } from "./api.ts";

/** A row of the list. */
export interface GroupSummary {
  id: string;
  version: number;
  name: string;
  number: string;
  memberCount: number;
  hours: Timetable;
  serviceLevelTargetSeconds: number;
}

export const groupsQuery = queryOptions({ queryKey: ["groups"], queryFn: () => getJson<GroupSummary[]>("/groups") });

export const groupQuery = (id: string) =>
  queryOptions({ queryKey: ["groups", id], queryFn: () => getJson<GroupDocument>(`/groups/${id}`) });

const createGroup = (settings: GroupSettings) => sendJson<GroupDocument>("POST", "/groups", settings);
export const saveGroup = (id: string, update: GroupUpdate) => sendJson<GroupDocument>("PUT", `/groups/${id}`, update);
export const deleteGroup = (id: string) => sendJson<void>("DELETE", `/groups/${id}`);

/**
 * Creates a group once: when the answer of an earlier try was lost, its name and number are taken by the group that was made then.
 * Kept for as long as the form is open.
 */
export function groupCreation() {
  let answerLost = false;
  const made = async ({ general: { name } }: GroupSettings, number: string): Promise<GroupDocument | null> => {
    const own = (await getJson<GroupSummary[]>("/groups")).find((group) => group.name === name && group.number === number);
    return own ? getJson<GroupDocument>(`/groups/${own.id}`) : null;
  };
  /** @throws Refusal */
  return async (settings: GroupSettings, number: string): Promise<GroupDocument> => {
    try {
      return await createGroup(settings);
    } catch (error) {
      const code = error instanceof Refusal ? error.code : "";
      const before = answerLost && ["nameTaken", "numberTaken"].includes(code) ? await made(settings, number) : null;
      answerLost ||= code === "unreachable";
      if (before) return before;
      throw error;
    }
  };
}
