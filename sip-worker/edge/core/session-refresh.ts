/** Session timers of dialogs (RFC 4028): the edge refreshes for its applications and hangs up sessions that nobody refreshes. */

import { randomInt } from "node:crypto";
import { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import { formatSessionTerms, SessionTimer, sessionTermsOf } from "../dialog/session-timer.ts";
import { cseqOf, header, headerTokens, type SipRequest, type SipResponse } from "../message/message.ts";
import { acknowledge } from "./acknowledging.ts";
import type { CallDialog } from "./call-dialog.ts";
import type { Core } from "./core.ts";
import { endByEdge } from "./dialog-ending.ts";
import { OutgoingRequest, planDeparture } from "./outgoing-request.ts";

/** When to try again after both sides began at once (RFC 3261 14.1): who made the Call-ID waits longer, so that it does not happen again. */
const glarePauseMs = (call: CallDialog): number => (call.role === "uac" ? randomInt(210, 401) : randomInt(0, 201)) * 10;

/** A 2xx to INVITE or UPDATE sets the terms anew. `sentBy`: whose request it answers. */
export function setSessionTerms(core: Core, call: CallDialog, response: SipResponse, sentBy: "us" | "them"): void {
  const terms = sessionTermsOf(response);
  if (!terms || call.state === "ended") return;
  const weRefresh = terms.refresher === (sentBy === "us" ? "uac" : "uas");
  run(core, call, new SessionTimer(terms.intervalSeconds, weRefresh, core.environment.clock.now()), terms.intervalSeconds);
}

/** The caller's terms, for a 200 in which the application says nothing of them: only if the caller named who refreshes. */
export function acceptedTerms(request: SipRequest): { name: string; value: string }[] {
  const terms = sessionTermsOf(request);
  if (!terms?.refresher || !headerTokens(request, "supported").includes("timer")) return [];
  const value = formatSessionTerms(terms);
  return terms.refresher === "uac"
    ? [
        { name: "Session-Expires", value },
        { name: "Require", value: "timer" },
      ]
    : [{ name: "Session-Expires", value }];
}

function run(core: Core, call: CallDialog, timer: SessionTimer, intervalSeconds: number): void {
  const { clock } = core.environment;
  call.onEnded?.();
  const alarm = new DeadlineTimer(clock, () => {
    const output = timer.timerFired(clock.now());
    if (output === "expired") endByEdge(core, call, "Session timer expired", "session-expired");
    else if (output === "refresh") refresh(core, call, timer, intervalSeconds);
    if (call.state !== "ended") alarm.set(timer.deadline());
  });
  call.onEnded = () => alarm.stop();
  call.refreshAlarm = alarm;
  alarm.set(timer.deadline());
}

/** A re-INVITE with what was agreed on before; the application does not see it. */
function refresh(core: Core, call: CallDialog, timer: SessionTimer, intervalSeconds: number): void {
  const { environment, layer } = core;
  if (call.ownInvite || call.peerInvite?.answered === false) {
    timer.retryRefresh(environment.clock.now() + glarePauseMs(call));
    return;
  }
  const plain = call.dialog.request("INVITE");
  const body = call.localSdp;
  const added = [
    header("Contact", call.contact),
    header("Session-Expires", `${intervalSeconds};refresher=uac`),
    header("Min-SE", "90"),
    header("Supported", "timer"),
    ...(body === "" ? [] : [header("Content-Type", "application/sdp")]),
  ];
  const request = { ...plain, headers: [...plain.headers, ...added], body };
  const departure = planDeparture(request, environment, "", call.flow);
  if (typeof departure === "string") return;
  const outgoing: OutgoingRequest = new OutgoingRequest(request, departure, environment, layer, {
    responseReceived: (response) => onRefreshed(core, call, timer, outgoing, response),
    failed: () => fail(core, call, outgoing),
  });
  call.ownInvite = outgoing;
  outgoing.start();
}

function onRefreshed(core: Core, call: CallDialog, timer: SessionTimer, outgoing: OutgoingRequest, response: SipResponse): void {
  if (response.status < 200) return;
  if (call.ownInvite === outgoing) call.ownInvite = null;
  if (call.state === "ended") return;
  if (response.status < 300) {
    const { number } = cseqOf(response);
    call.received.set(number, { response, ack: null });
    call.dialog.refreshTarget(response);
    acknowledge(core, call, number, { headers: [], body: "" });
    setSessionTerms(core, call, response, "us");
  } else if (response.status === 491) retryAfterGlare(core, call, timer);
  else fail(core, call, outgoing);
}

function retryAfterGlare(core: Core, call: CallDialog, timer: SessionTimer): void {
  core.environment.counters.add("glare.refreshes");
  timer.retryRefresh(core.environment.clock.now() + glarePauseMs(call));
  call.refreshAlarm?.set(timer.deadline());
}

function fail(core: Core, call: CallDialog, outgoing: OutgoingRequest): void {
  if (call.ownInvite === outgoing) call.ownInvite = null;
  endByEdge(core, call, "Session refresh failed", "session-expired");
}
