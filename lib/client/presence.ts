import { queryOptions } from "@tanstack/react-query";
import type { Presence } from "../domain/live.ts";
import type { PresenceStatus } from "../domain/organisation.ts";
import { getJson } from "./api.ts";

export interface OwnPresence {
  presence: Presence;
  name: string | null;
  choices: PresenceStatus[];
}

export const presenceQuery = queryOptions({ queryKey: ["presence"], queryFn: () => getJson<OwnPresence>("/presence") });
