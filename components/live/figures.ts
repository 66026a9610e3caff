/** Figures of a group out of the live view. */
import type { LiveGroup } from "@/lib/domain/live.ts";

/** product.md, "Behaviour" 8: answered within the target / (answered + abandoned after the short-abandon limit). Null without calls. */
export function serviceLevelPercent({ today }: LiveGroup): number | null {
  const counted = today.answered + today.abandonedLate;
  return counted === 0 ? null : (100 * today.answeredInTarget) / counted;
}
