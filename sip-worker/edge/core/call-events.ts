/** Call detail events (`cdr:*`) for the applications that asked for them. */
import { type CallEvent, callEvent, timeOfDay } from "../control/reply.ts";
import { formatMessage, headerValue, type SipMessage, type SipRequest, type SipResponse } from "../message/message.ts";
import { tagOf } from "../message/name-addr.ts";
import type { Applications } from "./application.ts";
import type { Environment } from "./environment.ts";

export type CallSource = "network" | "application";
export type CallRole = "uas" | "uac" | "proxy-uas" | "proxy-uac";
export type CallStop =
  | "normal-release"
  | "call-rejected"
  | "call-canceled"
  | "session-expired"
  | "ack-timeout"
  | "system-initiated-termination";

export class CallEvents {
  constructor(
    readonly environment: Environment,
    readonly applications: Applications,
  ) {}

  attempt(source: CallSource, invite: SipRequest): void {
    if (isInitialInvite(invite)) this.#tell("attempt", source, null, invite);
  }

  start(source: CallSource, role: CallRole, response: SipResponse): void {
    this.#tell("start", source, role, response);
  }

  stop(source: CallSource, reason: CallStop, message: SipMessage): void {
    this.#tell("stop", source, reason, message);
  }

  /** What a final response to an initial INVITE means. */
  answered(source: CallSource, role: CallRole, response: SipResponse): void {
    if (response.status < 300) this.start(source, role, response);
    else this.stop(source, response.status === 487 ? "call-canceled" : "call-rejected", response);
  }

  #tell(event: CallEvent, source: CallSource, detail: string | null, message: SipMessage): void {
    const application = this.applications.choose(`cdr:${event}`);
    application?.send(callEvent(event, source, timeOfDay(this.environment.clock.date()), detail, formatMessage(message)));
  }
}

export const isInitialInvite = (request: SipRequest): boolean =>
  request.method === "INVITE" && tagOf(headerValue(request, "to") ?? "") === undefined;
