/** Trunks as the API tells them: as configured, and as the worker sees them now. */
import "server-only";
import type { TrunkRecord, TrunkState } from "@/lib/domain/trunk.ts";
import { readFromWorker } from "./worker-commands.ts";

export interface TrunkWithState extends TrunkRecord {
  /** Null: the worker does not answer, or the trunk is not enabled. */
  state: Omit<TrunkState, "trunkId"> | null;
}

export async function withStates(organisationId: string, trunks: TrunkRecord[]): Promise<TrunkWithState[]> {
  const states = (await readFromWorker<TrunkState[]>(`/trunks?organisation=${organisationId}`)) ?? [];
  return trunks.map((trunk) => {
    const found = states.find((state) => state.trunkId === trunk.id);
    if (!found) return { ...trunk, state: null };
    const { trunkId: _same, ...state } = found;
    return { ...trunk, state };
  });
}
