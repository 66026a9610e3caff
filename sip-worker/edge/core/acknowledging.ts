/** ACKs of 2xx: made in the dialog, sent without a transaction, repeated for every repetition of the 2xx (RFC 3261 13.2.2.4). */

import { DeadlineTimer } from "../../runtime/deadline-timer.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { formatMessage, type Header, type SipRequest } from "../message/message.ts";
import { timeoutMs } from "../transaction/timers.ts";
import { type Flow, nothingToLose } from "../transport/flow.ts";
import type { CallDialog } from "./call-dialog.ts";
import type { Core } from "./core.ts";
import { endByEdge, sendBye } from "./dialog-ending.ts";
import { type Departure, planDeparture, withVia } from "./outgoing-request.ts";

/** Kept 2xx per dialog: enough for the INVITE and the re-INVITEs whose 2xx may still be repeated. */
const keptAnswers = 4;

export interface SentAck {
  readonly request: SipRequest;
  readonly departure: Departure;
}

/** The application's ACK, or our own (`given` null). Null when the peer cannot be addressed. */
export function acknowledge(
  core: Core,
  call: CallDialog,
  sequence: number,
  given: { headers: readonly Header[]; body: string } | null,
): SentAck | null {
  const answer = call.received.get(sequence);
  const sent = answer && sendAck(core, call.dialog, sequence, call.flow, given);
  if (!sent) return null;
  answer.ack = { request: sent.request, flow: sent.flow };
  for (const old of [...call.received.keys()].slice(0, -keptAnswers)) call.received.delete(old);
  if (given === null) endByEdge(core, call, "ACK missing", "system-initiated-termination");
  else if (call.endAfterAck) endByEdge(core, call, "ACK-BYE due to cancel race condition", "call-canceled");
  return sent;
}

/** The application has 64*T1 for its ACK, as long as the peer repeats its 2xx; then the edge acknowledges and hangs up. */
export function endUnlessAcknowledged(core: Core, call: CallDialog, sequence: number): void {
  const { clock, timers } = core.environment;
  const alarm = new DeadlineTimer(clock, () => {
    if (call.state !== "ended" && call.received.get(sequence)?.ack === null) acknowledge(core, call, sequence, null);
  });
  alarm.set(clock.now() + timeoutMs(timers));
}

/** The same ACK again; nothing while the application has not acknowledged. */
export function repeatAck(call: CallDialog, sequence: number): void {
  const ack = call.received.get(sequence)?.ack;
  if (ack) ack.flow.send(formatMessage(ack.request));
}

/** A second branch answered as well: it is acknowledged and hung up, the application never hears of it. */
export function endLosingFork(core: Core, call: CallDialog, dialog: Dialog, sequence: number, flow: Flow): void {
  core.environment.counters.add("forks.lost");
  if (sendAck(core, dialog, sequence, flow, null) && !call.endedForks.has(dialog.remoteTag))
    sendBye(core, call, dialog, "Call completed elsewhere");
  call.endedForks.add(dialog.remoteTag);
}

function sendAck(
  core: Core,
  dialog: Dialog,
  sequence: number,
  preferred: Flow,
  given: { headers: readonly Header[]; body: string } | null,
) {
  if (dialog.remoteTarget === null) return null;
  const { environment } = core;
  const plain = dialog.request("ACK", { sequence });
  const withBody = { ...plain, headers: [...plain.headers, ...(given?.headers ?? [])], body: given?.body ?? "" };
  const departure = planDeparture(withBody, environment, "", preferred);
  if (typeof departure === "string") return null;
  const request = withVia(withBody, departure.listener, environment.identifiers.branch());
  const flow = lazyFlow(core, departure);
  flow.send(formatMessage(request));
  return { request, departure, flow };
}

/** A flow whose address may still have to be asked from DNS. Requests to the same name never overtake the ACK, a BYE least of all. */
function lazyFlow(core: Core, { listener, hop, preferred }: Departure): Flow {
  const send = (text: string) => {
    if (preferred?.open) preferred.send(text);
    else core.environment.resolver.resolve(hop, ([first]) => first && listener.flowTo(first, hop.host).send(text));
  };
  return {
    protocol: listener.protocol,
    reliable: false,
    remote: { address: hop.host, port: hop.port ?? 0 },
    local: listener.advertised,
    open: true,
    watch: nothingToLose,
    send,
  };
}
