/**
 * Session timers (RFC 4028), as we ask for them: half an hour, refreshed by us. The edge refreshes, and hangs up what nobody refreshes;
 * here is only what our INVITE and our 200 say.
 */
import { sessionSeconds } from "./identity.ts";
import type { SipMessage } from "./srf.ts";

const shortestSeconds = 90;

export const offeredSession: Record<string, string> = {
  Supported: "timer, replaces",
  "Session-Expires": String(sessionSeconds),
  "Min-SE": String(shortestSeconds),
};

/** For our 200. The interval is the caller's when it named a shorter one; who refreshes is the caller's choice, else we do (table 2). */
export function acceptedSession(request: SipMessage): Record<string, string> {
  const [interval = "", ...parameters] = (request.get("Session-Expires") ?? "").split(";").map((part) => part.trim().toLowerCase());
  const asked = /^\d{1,9}$/.test(interval) ? Math.max(Number(interval), shortestSeconds) : sessionSeconds;
  const seconds = Math.min(asked, sessionSeconds);
  const callerRefreshes = supportsTimer(request) && parameters.includes("refresher=uac");
  return callerRefreshes
    ? { "Session-Expires": `${seconds};refresher=uac`, Require: "timer" }
    : { "Session-Expires": `${seconds};refresher=uas` };
}

const supportsTimer = (request: SipMessage): boolean => /\btimer\b/i.test(request.get("Supported") ?? "");
