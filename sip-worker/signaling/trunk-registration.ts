/**
 * Our registration at one operator (RFC 3261 10.2): sent, answered once when challenged, refreshed before it expires, and tried again
 * with growing pauses when refused. Its outcome is told each time.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { ConfiguredTrunk } from "../../lib/domain/configuration.ts";
import type { TrunkReason } from "../../lib/domain/trunk.ts";
import { answerChallenge, type TrunkCredentials } from "./digest-client.ts";
import { parseNameAddr, splitList } from "./header-fields.ts";
import { serverName } from "./identity.ts";
import type { ReceivedResponse, SrfApplication } from "./srf.ts";

export interface RegistrationOutcome {
  registered: boolean;
  reason: TrunkReason;
  status: number | null;
}

const wantedSeconds = 600;
const firstRetryMs = 5_000;
const longestRetryMs = 300_000;

export class TrunkRegistration {
  readonly #srf: SrfApplication;
  readonly #trunk: ConfiguredTrunk;
  readonly #credentials: TrunkCredentials;
  readonly #told: (outcome: RegistrationOutcome) => void;
  readonly #callId = randomUUID();
  #sequence = 0;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(srf: SrfApplication, trunk: ConfiguredTrunk, credentials: TrunkCredentials, told: (outcome: RegistrationOutcome) => void) {
    this.#srf = srf;
    this.#trunk = trunk;
    this.#credentials = credentials;
    this.#told = told;
  }

  start(): void {
    this.#register({}, wantedSeconds);
  }

  /** Takes the registration back, as far as that can be done in passing. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#stopped = true;
    if (this.#failures === 0 && this.#sequence > 0) this.#register({}, 0);
  }

  #register(authorisation: Record<string, string>, seconds: number): void {
    const uri = `sip:${this.#trunk.peer}`;
    const address = `<sip:${encodeURIComponent(this.#credentials.user)}@${this.#trunk.peer.replace(/:\d+$/, "")}>`;
    const headers = {
      "User-Agent": serverName,
      From: address,
      To: address,
      "Call-ID": this.#callId,
      CSeq: `${++this.#sequence} REGISTER`,
      Contact: `<sip:${encodeURIComponent(this.#credentials.user)}@localhost>`,
      Expires: String(seconds),
      ...authorisation,
    };
    const tried = Object.keys(authorisation).length > 0;
    this.#srf.request(uri, { method: "REGISTER", proxy: `${uri};transport=${this.#trunk.transport}`, headers }, (error, request) => {
      if (error || !request) this.#failed("noAnswer", null);
      else request.on("response", (response) => response.status >= 200 && this.#onResponse(response, seconds, tried));
    });
  }

  #onResponse(response: ReceivedResponse, seconds: number, tried: boolean): void {
    const { status } = response;
    if (status === 401 || status === 407) this.#onChallenge(response, seconds, tried);
    else if (this.#stopped) return;
    else if (status >= 200 && status < 300) this.#onRegistered(response);
    else if (status === 408 || status === 503) this.#failed("noAnswer", status);
    else this.#failed(status === 403 ? "wrongPassword" : "refused", status);
  }

  #onChallenge(response: ReceivedResponse, seconds: number, tried: boolean): void {
    const name = response.status === 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
    const stale = /\bstale\s*=\s*"?true/i.test(response.get(name) ?? "");
    if (tried && !stale) {
      this.#failed("wrongPassword", response.status);
      return;
    }
    const request = { method: "REGISTER", uri: `sip:${this.#trunk.peer}` };
    const answer = answerChallenge(response.get(name), this.#credentials, request, randomBytes(8).toString("hex"));
    if (answer.ok) this.#register({ [response.status === 401 ? "Authorization" : "Proxy-Authorization"]: answer.header }, seconds);
    else this.#failed(answer.reason === "foreignRealm" ? "foreignRealm" : "challengeNotUnderstood", response.status);
  }

  #onRegistered(response: ReceivedResponse): void {
    this.#failures = 0;
    this.#told({ registered: true, reason: "registered", status: response.status });
    // Refreshed at three quarters, so that a lost refresh can be tried again in time.
    this.#again(Math.max(grantedSeconds(response), 15) * 750);
  }

  #failed(reason: TrunkReason, status: number | null): void {
    if (this.#stopped) return;
    this.#told({ registered: false, reason, status });
    this.#again(Math.min(firstRetryMs * 2 ** this.#failures++, longestRetryMs));
  }

  #again(afterMs: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#register({}, wantedSeconds), afterMs);
  }
}

/** The operator may grant less than was asked for, in the Contact or in Expires. */
function grantedSeconds(response: ReceivedResponse): number {
  const contacts = splitList(response.get("Contact") ?? "").flatMap((text) => parseNameAddr(text)?.parameters.get("expires") ?? []);
  const granted = [...contacts, response.get("Expires") ?? ""].filter((text) => /^\d{1,9}$/.test(text)).map(Number);
  return granted.length ? Math.min(...granted) : wantedSeconds;
}
