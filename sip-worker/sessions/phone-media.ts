/** The media side of a caller's leg: opened and answered, or why not; and where a phone behind NAT really is. */
import type { CallReason } from "../../lib/domain/call.ts";
import type { MediaEngine, MediaLeg } from "../ports/media.ts";
import type { IncomingCall, RejectStatus } from "../ports/signaling.ts";
import type { Log } from "../runtime/log.ts";

export type OpenedMedia =
  | { ok: true; leg: MediaLeg; sdp: string }
  | { ok: false; leg: MediaLeg | null; status: RejectStatus; reason: CallReason; headers?: Record<string, string> };

interface Parts {
  media: MediaEngine;
  log: Log;
}

export async function openCallerMedia({ media, log }: Parts, incoming: IncomingCall, id: string): Promise<OpenedMedia> {
  const leg = await media.openLeg(id).catch((error: unknown) => {
    log.error("no media leg for a caller", { callId: id, error: String(error) });
    return "broken" as const;
  });
  if (leg === "broken") return { ok: false, leg: null, status: 500, reason: "internalError" };
  if (!leg) return { ok: false, leg, status: 503, reason: "noPorts", headers: { "Retry-After": "10" } };
  if (incoming.phoneAddress && incoming.offer) learnBehindNat(leg, incoming.offer, incoming.phoneAddress);
  const answer = incoming.offer === null ? { ok: true as const, sdp: leg.offer() } : leg.answer(incoming.offer);
  if (answer.ok) return { ok: true, leg, sdp: answer.sdp };
  return { ok: false, leg, status: answer.refusal === "malformed" ? 400 : 488, reason: "noCommonCodec" };
}

/** A phone whose SIP comes from elsewhere than its SDP says: its RTP will too. One that is where it says keeps the stricter rule. */
export function learnBehindNat(leg: MediaLeg, sdp: string, phoneAddress: string): void {
  const described = [...sdp.matchAll(/^c=IN IP[46] ([0-9A-Fa-f.:]+)/gm)].map((line) => line[1]);
  if (!described.includes(phoneAddress)) leg.learnFrom(phoneAddress);
}
