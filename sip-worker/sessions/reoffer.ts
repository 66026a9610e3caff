import type { MediaLeg } from "../ports/media.ts";

/** Hold, resume or a new address by re-INVITE; the other side of the bridge does not hear of it. */
export function reoffered(media: MediaLeg, offer: string | null): string | null {
  if (offer === null) return media.offer();
  const answer = media.answer(offer);
  return answer.ok ? answer.sdp : null;
}
