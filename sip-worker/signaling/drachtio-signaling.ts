/**
 * SIP over drachtio-srf: the same with the embedded edge and with a drachtio-server. Every request is either from a configured
 * trunk's address or proves by digest who sent it; nothing else is believed.
 */
import { randomBytes } from "node:crypto";
import { oneLine } from "../../lib/domain/one-line.ts";
import { dialledDigits, type PhoneNumber } from "../../lib/domain/phone-number.ts";
import { isStarDialling } from "../../lib/domain/star-codes.ts";
import type { SipAccount } from "../ports/accounts.ts";
import type {
  Caller,
  DeviceTarget,
  IncomingCall,
  OutgoingRing,
  RejectStatus,
  RingRequest,
  RingTarget,
  Signaling,
} from "../ports/signaling.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { challenges, isRightResponse, NonceBook, parseCredentials } from "./digest.ts";
import { offeredAlgorithms } from "./digest-offer.ts";
import type { GuessLimits } from "./guess-limits.ts";
import { calledText, parseNameAddr, userOf } from "./header-fields.ts";
import { allow, serverName } from "./identity.ts";
import { IncomingInvite } from "./incoming-invite.ts";
import { OutgoingInvite } from "./outgoing-invite.ts";
import { OutsideRing } from "./outside-ring.ts";
import type { Phones } from "./phones.ts";
import { register } from "./registrar.ts";
import type { SipRequest, SipResponse, SrfApplication } from "./srf.ts";
import type { Trunks } from "./trunks.ts";

export interface SignalingParts {
  srf: SrfApplication;
  phones: Phones;
  trunks: Trunks;
  guesses: GuessLimits;
  realm: string;
  clock: Clock;
  log: Log;
  /** One more refused for this reason. */
  refused?(reason: RefusalReason): void;
}

/** Why a message was refused: the label in `/metrics`. A call that the sessions refuse is counted by its status. */
export type RefusalReason =
  | "draining"
  | "contactMissing"
  | "notANumber"
  | "trunkTooFast"
  | "trunkTooManyAtOnce"
  | "challenged"
  | "staleNonce"
  | "wrongPassword"
  | "banned"
  | "intervalTooBrief"
  | "badRegistration"
  | "methodNotAllowed"
  | `call${RejectStatus}`;

const refusedMethods = ["message", "subscribe", "notify", "publish", "refer", "update", "info", "prack"];

export class DrachtioSignaling implements Signaling {
  readonly #parts: SignalingParts;
  readonly #nonces = new NonceBook(randomBytes(32));
  #incoming: (call: IncomingCall) => void = () => {};
  /** Set while draining: new calls are refused with 503. */
  draining = false;

  constructor(parts: SignalingParts) {
    this.#parts = parts;
    const { srf } = parts;
    srf.use("register", (request, response) => this.#onRegister(request, response));
    srf.use("invite", (request, response) => this.#onInvite(request, response));
    srf.use("options", (_request, response) =>
      response.send(200, { headers: { Allow: allow, Accept: "application/sdp", Server: serverName } }),
    );
    for (const method of refusedMethods)
      srf.use(method, (_request, response) => this.#refuse(response, 405, "methodNotAllowed", { Allow: allow }));
  }

  onIncoming(listener: (call: IncomingCall) => void): void {
    this.#incoming = listener;
  }

  onTargetsChanged(listener: (userId: string) => void): void {
    this.#parts.phones.onChanged(listener);
    this.#parts.trunks.onChanged(listener);
  }

  targets(userId: string): DeviceTarget[] {
    return [...this.#parts.phones.targets(userId), ...this.#parts.trunks.targets(userId)];
  }

  outside(organisationId: string, number: PhoneNumber): RingTarget | null {
    return this.#parts.trunks.outside(organisationId, number);
  }

  ring(request: RingRequest): OutgoingRing {
    const { srf, trunks, log } = this.#parts;
    if (!request.target.outside) return new OutgoingInvite(srf, request, log);
    return new OutsideRing({
      routes: trunks.routes(request.target),
      ring: (target) => this.#ringBy(target, request),
      ask: (trunkId) => trunks.ask(trunkId),
      passedOn: (target, status) => log.warn("a trunk could not carry a call", { trunkId: target.outside?.trunkId ?? "", status }),
    });
  }

  /** Null: the trunk has no room. */
  #ringBy(target: RingTarget, request: RingRequest): OutgoingRing | null {
    const { srf, trunks, log } = this.#parts;
    const trunkId = target.outside?.trunkId ?? "";
    const { admission, release } = trunks.admit(trunkId);
    if (admission !== "admitted") {
      log.warn("the trunk takes no more calls", { trunkId, admission });
      return null;
    }
    return new OutgoingInvite(srf, { ...request, target }, log, {
      over: release,
      authorise: (response) => trunks.authorise(trunkId, target.uri, response),
    });
  }

  #onInvite(request: SipRequest, response: SipResponse): void {
    if (this.draining) this.#refuse(response, 503, "draining", { "Retry-After": "30" });
    else if (!request.has("Contact")) this.#refuse(response, 400, "contactMissing", { Warning: '399 jono "Contact is missing"' });
    else this.#admit(request, response);
  }

  #admit(request: SipRequest, response: SipResponse): void {
    const called = calledText(request.uri) ?? "";
    const dialled = isStarDialling(called) ? called : dialledDigits(called);
    const caller = this.#callerOf(request, response, dialled);
    if (!caller) return;
    if (!dialled) {
      this.#refuse(response, 404, "notANumber");
      return;
    }
    const over = caller.kind === "trunk" ? this.#takeChannel(caller.trunkId, response) : () => {};
    const { srf, log, refused } = this.#parts;
    const rejected = (status: RejectStatus) => refused?.(`call${status}`);
    if (over) this.#incoming(new IncomingInvite({ srf, request, response, caller, dialled, log, over, rejected }));
  }

  /** Null: the trunk is at its limit, and was told so. */
  #takeChannel(trunkId: string, response: SipResponse): (() => void) | null {
    const { admission, release } = this.#parts.trunks.admit(trunkId);
    if (admission === "admitted") return release;
    this.#parts.log.warn("a call above the trunk's limit was refused", { trunkId, admission });
    if (admission === "tooFast") this.#refuse(response, 503, "trunkTooFast", { "Retry-After": "1" });
    else this.#refuse(response, 503, "trunkTooManyAtOnce", { "Retry-After": "10" });
    return null;
  }

  /** Null: a response was sent. */
  #callerOf(request: SipRequest, response: SipResponse, dialled: string | null): Caller | null {
    const trunk = this.#parts.trunks.bySource(request.source_address, dialled);
    if (trunk) return { kind: "trunk", organisationId: trunk.organisationId, trunkId: trunk.trunk.id, ...shownCaller(request) };
    const account = this.#authenticate(request, response);
    return account && { kind: "user", organisationId: account.organisationId, userId: account.userId };
  }

  #onRegister(request: SipRequest, response: SipResponse): void {
    const account = this.#authenticate(request, response);
    if (!account) return;
    const { phones, clock } = this.#parts;
    const result = register(phones.bindings(account), registerRequest(request), clock.date());
    if (result.status === 423) this.#refuse(response, 423, "intervalTooBrief", { "Min-Expires": String(result.minExpires) });
    else if (result.status === 400) this.#refuse(response, 400, "badRegistration", { Warning: `399 jono "${result.reason}"` });
    else {
      phones.registered(account, result.bindings, request.source_address);
      const date = { Date: clock.date().toUTCString(), Server: serverName };
      response.send(200, { headers: result.contacts ? { Contact: result.contacts, ...date } : date });
    }
  }

  /**
   * Null: a challenge or a refusal was sent. An account that does not exist, a wrong password and a ban get the same answers, after the
   * same work.
   */
  #authenticate(request: SipRequest, response: SipResponse): SipAccount | null {
    const credentials = parseCredentials(request.get("Authorization"));
    if (!credentials) return this.#challenge(request, response, false);
    const { phones, guesses, clock } = this.#parts;
    const { username, nonce } = credentials;
    const address = request.source_address;
    const count = Number.parseInt(credentials.nc, 16);
    // The password is not looked at before: what an old nonce gets must tell nobody whether a guess was right.
    if (this.#nonces.check(nonce, count, clock.now(), address) !== "fresh") return this.#challenge(request, response, true);
    const account = phones.account(username);
    const matches = isRightResponse(account, request.method, credentials);
    if (account && guesses.evaluates(username, address) && matches) {
      this.#nonces.use(nonce, count);
      guesses.right(username, address);
      return account;
    }
    const reason = guesses.evaluates(username, address) ? "wrongPassword" : "banned";
    this.#refuse(response, 403, reason, { Warning: '399 jono "Wrong user name or password"' });
    this.#onWrong(address, username, account);
    return null;
  }

  /** After the answer: what is noted of an account that exists must not be heard in the time that it takes. */
  #onWrong(address: string, username: string, account: SipAccount | undefined): void {
    const { phones, guesses, log } = this.#parts;
    log.info("wrong SIP user name or password", { address });
    guesses.wrong(username, address, account?.organisationId ?? null);
    if (account) phones.refused(account, address);
  }

  #challenge(request: SipRequest, response: SipResponse, stale: boolean): null {
    const nonce = this.#nonces.issue(this.#parts.clock.now(), randomBytes(9).toString("base64url"), request.source_address);
    // drachtio-srf knows one value a header name; several challenges must stand on lines of their own (RFC 3261 20.44).
    const algorithms = offeredAlgorithms(request.get("User-Agent"), request.get("Via"));
    const lines = challenges(algorithms, this.#parts.realm, nonce, stale).join("\r\nWWW-Authenticate: ");
    this.#refuse(response, 401, stale ? "staleNonce" : "challenged", { "WWW-Authenticate": lines });
    return null;
  }

  #refuse(response: SipResponse, status: number, reason: RefusalReason, headers: Record<string, string> = {}): void {
    this.#parts.refused?.(reason);
    response.send(status, { headers: { Server: serverName, ...headers } });
  }
}

/** From a trunk: shown to people as text, never used to decide anything. */
function shownCaller(request: SipRequest): { number: string | null; name: string | null } {
  const asserted = parseNameAddr(request.get("P-Asserted-Identity") ?? "");
  const from = parseNameAddr(request.get("From") ?? "");
  const identity = asserted ?? from;
  const number = identity && dialledDigits(userOf(identity.uri) ?? "");
  const withheld = /\b(id|user|header)\b/i.test(request.get("Privacy") ?? "") || !number;
  return withheld ? { number: null, name: null } : { number, name: shownName(identity?.displayName) };
}

/** Whole characters, and none that changes how what stands beside it is read. */
const shownName = (name: string | null | undefined): string | null => [...oneLine(name ?? "")].slice(0, 80).join("") || null;

const registerRequest = (request: SipRequest) => ({
  contact: request.get("Contact") ?? null,
  expires: request.get("Expires") ?? null,
  callId: request.get("Call-ID") ?? "",
  cseq: Number.parseInt(request.get("CSeq") ?? "0", 10),
  userAgent: oneLine(request.get("User-Agent") ?? "").slice(0, 200) || null,
  address: request.source_address,
  port: Number(request.source_port),
  transport: request.protocol,
});
