import { queryOptions } from "@tanstack/react-query";
import type { GroupDocument, GroupSettings, GroupUpdate } from "../domain/group/group.ts";
import type { HoursSettings } from "../domain/group/hours.ts";
import { getJson, sendJson } from "./api.ts";

/** A row of the list. */
export interface GroupSummary {
  id: string;
  version: number;
  name: string;
  number: string;
  memberCount: number;
  hours: HoursSettings;
  serviceLevelTargetSeconds: number;
}

export const groupsQuery = queryOptions({ queryKey: ["groups"], queryFn: () => getJson<GroupSummary[]>("/groups") });

export const groupQuery = (id: string) =>
  queryOptions({ queryKey: ["groups", id], queryFn: () => getJson<GroupDocument>(`/groups/${id}`) });

export const createGroup = (settings: GroupSettings) => sendJson<GroupDocument>("POST", "/groups", settings);
export const saveGroup = (id: string, update: GroupUpdate) => sendJson<GroupDocument>("PUT", `/groups/${id}`, update);
export const deleteGroup = (id: string) => sendJson<void>("DELETE", `/groups/${id}`);
