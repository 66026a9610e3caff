import { queryOptions } from "@tanstack/react-query";
import { getJson } from "./api.ts";

export interface CallbackRecord {
  id: string;
  groupId: string;
  groupName: string;
  number: string;
  state: "waiting" | "reserved" | "ringing" | "reached" | "unreached" | "expired" | "cancelled" | "failed";
  arrivedAt: string;
  requestedAt: string;
  expiresAt: string;
  attempts: number;
}

export const callbacksQuery = queryOptions({ queryKey: ["callbacks"], queryFn: () => getJson<CallbackRecord[]>("/callbacks") });
