/** New requests of applications, outside dialogs, and CANCEL (RFC 3261 8.1, 9.1). */
import { mergeHeaders, withContentType, withOwnAddress } from "../control/application-text.ts";
import { replyNotOk, replyRequestSent, timeOfDay } from "../control/reply.ts";
import { cseqOf, formatMessage, type Header, header, headerValue, type SipRequest, withHeader } from "../message/message.ts";
import { tagOf, withTag } from "../message/name-addr.ts";
import { ownContact } from "./answer.ts";
import type { Application } from "./application.ts";
import type { ApplicationInvite } from "./application-invite.ts";
import { dialogIdOf } from "./call-dialog.ts";
import type { Core } from "./core.ts";
import { deliverLocalResponse, deliverResponse } from "./delivery.ts";
import { InviteResponses } from "./invite-responses.ts";
import { cancelOf, type Departure, type OutgoingEvents, OutgoingRequest, planDeparture } from "./outgoing-request.ts";

const none: ReadonlySet<string> = new Set();

/** An application's `sip||` frame with a request. */
export function requestFromApplication(core: Core, application: Application, commandId: string, given: SipRequest, route: string): void {
  const departure = planDeparture(given, core.environment, route, core.environment.registeredFlows.find(given.uri));
  if (typeof departure === "string") {
    application.send(replyNotOk(commandId, departure));
    return;
  }
  const request = withContentType(newRequest(core, given, departure));
  if (!request) {
    application.send(replyNotOk(commandId, "missing content-type"));
    return;
  }
  const id = core.environment.identifiers.uuid();
  if (request.method === "INVITE" || request.method === "SUBSCRIBE")
    startDialogRequest(core, application, commandId, id, request, departure);
  else startPlainRequest(core, application, commandId, id, request, departure);
}

/** The request with everything an application need not say (RFC 3261 8.1.1). */
function newRequest(core: Core, given: SipRequest, { listener }: Departure): SipRequest {
  const { identifiers } = core.environment;
  const local = { local: listener.advertised, protocol: listener.protocol };
  const contact = ownContact(local);
  const from = headerValue(given, "from") ?? contact;
  const own: SipRequest = {
    kind: "request",
    method: given.method,
    uri: given.uri,
    headers: [
      header("Max-Forwards", "70"),
      header("From", from),
      header("To", `<${given.uri}>`),
      header("Call-ID", identifiers.callId()),
      header("CSeq", `${identifiers.sequence()} ${given.method}`),
      ...(needsContact(given.method) ? [header("Contact", contact)] : []),
    ],
    body: given.body,
  };
  const merged = mergeHeaders(own, given.headers, none);
  const request = { ...merged, headers: withOwnAddress(merged.headers, hostPortOfContact(contact), listener.protocol) };
  const { number } = cseqOf(request);
  const tagged =
    tagOf(headerValue(request, "from") ?? "") === undefined ? withTag(headerValue(request, "from") ?? "", identifiers.tag()) : null;
  const named = tagged === null ? request : withHeader(request, "From", tagged);
  return withHeader(named, "CSeq", `${number || identifiers.sequence()} ${given.method}`);
}

const needsContact = (method: string): boolean => method === "INVITE" || method === "SUBSCRIBE";

/** `<sip:host:port;...>` -> `host:port`. */
const hostPortOfContact = (contact: string): string => contact.slice(5, -1).split(";", 1)[0]!;

function startPlainRequest(
  core: Core,
  application: Application,
  commandId: string,
  id: string,
  request: SipRequest,
  departure: Departure,
): void {
  const outgoing = new OutgoingRequest(request, departure, core.environment, core.layer, {
    responseReceived: (response, arrival) => deliverResponse(core, application, id, "", response, arrival),
    failed: (status, reason) => deliverLocalResponse(core, application, id, "", outgoing.request, status, reason),
  });
  echoRequest(core, application, commandId, id, outgoing.request, departure);
  outgoing.start();
}

function startDialogRequest(
  core: Core,
  application: Application,
  commandId: string,
  id: string,
  request: SipRequest,
  departure: Departure,
): void {
  const events: OutgoingEvents = {
    responseReceived: (response, arrival) => responses.receive(response, arrival),
    failed: (status, reason) => responses.fail(status, reason),
  };
  const outgoing = new OutgoingRequest(request, departure, core.environment, core.layer, events);
  const invite: ApplicationInvite = { id, application, outgoing, call: null, early: [] };
  const responses = new InviteResponses(core, invite, dialogIdOf(request));
  core.invites.set(id, invite);
  core.callEvents.attempt("application", outgoing.request);
  echoRequest(core, application, commandId, id, outgoing.request, departure);
  outgoing.start();
}

/** The echo names our own address, as the real server does. */
export function echoRequest(
  core: Core,
  application: Application,
  commandId: string,
  id: string,
  request: SipRequest,
  { listener }: Departure,
): void {
  const text = formatMessage(request);
  const { address, port } = listener.advertised;
  const meta = { bytes: text.length, protocol: listener.protocol, address, port, time: timeOfDay(core.environment.clock.date()) };
  application.send(replyRequestSent(commandId, meta, id, text));
}

const notSettableInCancel = new Set(["from", "to", "cseq", "call-id", "max-forwards", "contact", "content-type"]);

/** An application's `sip|TXN|` frame with a CANCEL. Echoed at once, sent when the INVITE has a provisional response. */
export function cancelFromApplication(
  core: Core,
  application: Application,
  commandId: string,
  transactionId: string,
  given: SipRequest,
): void {
  const invite = core.invites.get(transactionId);
  if (!invite || invite.application !== application) {
    application.send(replyNotOk(commandId, `unable to cancel unknown transaction id: ${transactionId}`));
    return;
  }
  const extra: Header[] = given.headers.filter(({ key }) => !notSettableInCancel.has(key));
  const cancel = cancelOf(invite.outgoing.request, extra);
  const text = formatMessage(cancel);
  const flow = invite.outgoing.flow;
  const meta = {
    bytes: text.length,
    protocol: flow?.protocol ?? "udp",
    address: flow?.local.address ?? "",
    port: flow?.local.port ?? 0,
    time: timeOfDay(core.environment.clock.date()),
  };
  application.send(replyRequestSent(commandId, meta, core.environment.identifiers.uuid(), text));
  invite.outgoing.cancel(extra);
}
