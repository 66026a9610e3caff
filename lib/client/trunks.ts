import { queryOptions } from "@tanstack/react-query";
import type { NewTrunk, TrunkRecord, TrunkState, TrunkUpdate } from "../domain/trunk.ts";
import { getJson, sendJson } from "./api.ts";

export interface TrunkWithState extends TrunkRecord {
  /** Null: the worker does not answer, or the trunk is not enabled. */
  state: Omit<TrunkState, "trunkId"> | null;
}

/** How connections are is not in the live stream: it is asked for while the list is open. */
const stateEveryMs = 10_000;

export const trunksQuery = queryOptions({
  queryKey: ["trunks"],
  queryFn: () => getJson<TrunkWithState[]>("/trunks"),
  refetchInterval: stateEveryMs,
});

export const createTrunk = (trunk: NewTrunk) => sendJson<TrunkRecord>("POST", "/trunks", trunk);
export const saveTrunk = (id: string, update: TrunkUpdate) => sendJson<TrunkRecord>("PUT", `/trunks/${id}`, update);
export const deleteTrunk = (id: string) => sendJson<void>("DELETE", `/trunks/${id}`);
