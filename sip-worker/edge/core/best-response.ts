/** The one failure that a proxy passes back out of all that its targets gave (RFC 3261 16.7 step 6). */
import type { SipResponse } from "../message/message.ts";

/** Tells the caller something it can act on. */
const helpful = new Set([401, 407, 415, 420, 484]);

/** Null: no target gave any. */
export function bestResponse(responses: readonly SipResponse[]): SipResponse | null {
  const [first, ...others] = responses;
  return first ? others.reduce((best, candidate) => (rank(candidate) < rank(best) ? candidate : best), first) : null;
}

/** Lower is better: a 6xx decides for everybody, then the lowest class, then what helps most. */
function rank({ status }: SipResponse): number {
  if (status >= 600) return 0;
  return Math.floor(status / 100) * 10 + (helpful.has(status) ? 0 : 1);
}
