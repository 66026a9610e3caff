/**
 * Programs that look for open SIP servers and say so in their User-Agent. They get no answer at all: not even the one that would tell them
 * that somebody is here. Whoever changes the name is treated as everybody else, by the flood guard and the limits on guessing.
 */
import { headerValue, type SipRequest } from "../message/message.ts";

const names = [
  "friendly-scanner",
  "friendly-request",
  "sipvicious",
  "sipcli",
  "sip-scan",
  "sundayddr",
  "iwar",
  "vaxsipuseragent",
  "pplsip",
  "smap",
  "gulp",
];

export function isScanner(request: SipRequest): boolean {
  const userAgent = headerValue(request, "user-agent")?.toLowerCase();
  return userAgent !== undefined && names.some((name) => userAgent.startsWith(name));
}
