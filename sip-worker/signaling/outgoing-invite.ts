/**
 * An INVITE of ours to one device or number. Its answer settles once: a cancelled ring is over at once, and a late 200 is ended here.
 * Redirects are not followed: where a call may go is decided from our own settings, never by whoever it reached.
 */
import type { EndReason, OutgoingRing, RingAnswer, RingRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import { crashPoint } from "../runtime/crash-point.ts";
import type { Log } from "../runtime/log.ts";
import { callerHeaders } from "./caller-headers.ts";
import { DialogLeg, reasonHeader } from "./dialog-leg.ts";
import { allow, serverName } from "./identity.ts";
import { offeredSession } from "./session-terms.ts";
import type { ReceivedResponse, SipRequest, SrfApplication } from "./srf.ts";

export interface OutgoingInviteOptions {
  /** Answers a 401 or 407 of the trunk that the ring goes to: the header to send again with, or null. */
  authorise?: (response: ReceivedResponse) => Record<string, string> | null;
  /** Runs once, when the call is over: not answered, or its dialog ended. */
  over?: () => void;
}

export class OutgoingInvite implements OutgoingRing {
  readonly answer: Promise<RingAnswer>;
  readonly #srf: SrfApplication;
  readonly #wanted: RingRequest;
  readonly #options: OutgoingInviteOptions;
  readonly #log: Log;
  #resolve: (answer: RingAnswer) => void = () => {};
  #settled = false;
  #over = false;
  #request: SipRequest | null = null;
  #cancelled: EndReason | null = null;
  #ringing: () => void = () => {};
  #earlyMedia: (sdp: string) => void = () => {};

  constructor(srf: SrfApplication, request: RingRequest, log: Log, options: OutgoingInviteOptions = {}) {
    this.#srf = srf;
    this.#wanted = request;
    this.#options = options;
    this.#log = log;
    this.answer = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    inBackground(log, "ring", this.#send({}));
  }

  onRinging(listener: () => void): void {
    this.#ringing = listener;
  }

  onEarlyMedia(listener: (sdp: string) => void): void {
    this.#earlyMedia = listener;
  }

  cancel(reason: EndReason): void {
    if (this.#settled) return;
    this.#cancelled = reason;
    if (this.#request) this.#sendCancel(this.#request, reason);
    this.#settle({ answered: false, result: "failed", status: 487 });
  }

  #settle(answer: RingAnswer): void {
    this.#settled = true;
    this.#resolve(answer);
  }

  async #send(authorisation: Record<string, string>): Promise<void> {
    const { target, offer, from } = this.#wanted;
    const headers = {
      ...callerHeaders(target, from),
      Contact: "<sip:jono@localhost>",
      Allow: allow,
      "User-Agent": serverName,
      ...offeredSession,
      ...authorisation,
    };
    crashPoint("invite.beforeSend");
    try {
      const dialog = await this.#srf.createUAC(
        target.uri,
        { proxy: target.route, localSdp: offer, headers },
        {
          cbRequest: (_error, request) => this.#onSent(request),
          cbProvisional: (response) => this.#onProvisional(response),
        },
      );
      this.#onAnswered(new DialogLeg(dialog, dialog.sip.callId, this.#log, () => this.#finish()), dialog.remote.sdp);
    } catch (error) {
      await this.#onRefused(error, Object.keys(authorisation).length > 0);
    }
  }

  /** Ringing is what says so; a 183 only says that something can be heard. */
  #onProvisional({ status, body }: ReceivedResponse): void {
    if (this.#settled) return;
    if (body && status >= 180) this.#earlyMedia(body);
    if (status === 180) this.#ringing();
  }

  async #onRefused(error: unknown, tried: boolean): Promise<void> {
    const status = statusOf(error);
    const challenge = (status === 401 || status === 407) && !tried && this.#cancelled === null ? responseOf(error) : null;
    const authorisation = challenge && this.#options.authorise?.(challenge);
    if (authorisation) return this.#send(authorisation);
    if (status === null) this.#log.warn("ring could not be sent", { target: this.#wanted.target.kind, error: String(error) });
    this.#settle({ answered: false, result: resultOf(status), status: status ?? 503 });
    this.#finish();
  }

  #onSent(request: SipRequest | undefined): void {
    crashPoint("invite.sent");
    this.#request = request ?? null;
    if (request && this.#cancelled) this.#sendCancel(request, this.#cancelled);
  }

  #onAnswered(leg: DialogLeg, sdp: string): void {
    crashPoint("invite.answered");
    if (this.#cancelled) leg.end(this.#cancelled);
    else this.#settle({ answered: true, leg, sdp });
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#options.over?.();
  }

  #sendCancel(request: SipRequest, reason: EndReason): void {
    crashPoint("cancel.beforeSend");
    request.cancel({ headers: reasonHeader(reason) }, (error) => {
      if (error) this.#log.debug("cancel came too late", { error: String(error) });
    });
  }
}

/** drachtio-srf throws its SipError with the final status; anything else was never sent. */
function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}

const responseOf = (error: unknown): ReceivedResponse | null => (error as { res?: ReceivedResponse }).res ?? null;

type Refused = Extract<RingAnswer, { answered: false }>["result"];

/** 486 and 480 end the device, 603 the member; what was never reached is not an attempt. */
function resultOf(status: number | null): Refused {
  switch (status) {
    case 480:
    case 486:
    case 600:
      return "busy";
    case 603:
      return "declined";
    case null:
    case 404:
    case 408:
    case 410:
    case 430:
    case 502:
    case 503:
    case 504:
      return "unreachable";
    default:
      return "failed";
  }
}
