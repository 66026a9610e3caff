/** Responses on their way to the application that asked. */
import { fromNetwork, timeOfDay } from "../control/reply.ts";
import { formatMessage, type SipRequest, type SipResponse } from "../message/message.ts";
import { respond } from "../message/respond.ts";
import type { Application } from "./application.ts";
import type { Core } from "./core.ts";
import { type Arrival, metaOfArrival } from "./received.ts";

export function deliverResponse(
  core: Core,
  application: Application,
  id: string,
  dialogId: string,
  response: SipResponse,
  arrival: Arrival,
): void {
  if (response.status === 100 || !core.applications.has(application)) return;
  application.send(fromNetwork(metaOfArrival(arrival), id, dialogId, formatMessage(response)));
}

/** No response came: the application gets the one that stands for it (RFC 3261 8.1.3.1). */
export function deliverLocalResponse(
  core: Core,
  application: Application,
  id: string,
  dialogId: string,
  request: SipRequest,
  status: number,
  reason: string,
): SipResponse {
  const { environment } = core;
  const response = { ...respond(request, status, environment.identifiers.tag()), reason };
  environment.counters.add(`requests.failed.${status}`);
  if (core.applications.has(application)) {
    const meta = { bytes: 0, protocol: "udp", address: "", port: 0, time: timeOfDay(environment.clock.date()) };
    application.send(fromNetwork(meta, id, dialogId, formatMessage(response)));
  }
  return response;
}
