/**
 * Operator connections: known by the address that they call from, or by our registration there; watched by OPTIONS, so that mobiles and
 * numbers outside are rung only while one is there; limited in calls at once and in calls a second.
 */
import { randomBytes } from "node:crypto";
import type { ConfiguredTrunk, OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { type PhoneNumber, readNumber } from "../../lib/domain/phone-number.ts";
import type { TrunkState } from "../../lib/domain/trunk.ts";
import type { DeviceTarget, RingTarget } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Clock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import { answerChallenge, type TrunkCredentials } from "./digest-client.ts";
import type { ReceivedResponse } from "./srf.ts";
import type { Admission } from "./trunk-load.ts";
import type { RegistrationOutcome } from "./trunk-registration.ts";
import { TrunkWatch } from "./trunk-watch.ts";

const probeIntervalMs = 10_000;

/** True when anything at all came back. */
export type Probe = (trunk: ConfiguredTrunk) => Promise<boolean>;

export interface TrunkParts {
  clock: Clock;
  log: Log;
  probe: Probe;
  /** Null: sealed with another secret. */
  unseal(trunkId: string, sealed: string): string | null;
  /** A registration that is running; it tells its outcomes until it is stopped. */
  register(trunk: ConfiguredTrunk, credentials: TrunkCredentials, told: (outcome: RegistrationOutcome) => void): { stop(): void };
}

export class Trunks {
  readonly #parts: TrunkParts;
  #watched: TrunkWatch[] = [];
  #mobiles = new Map<string, { organisationId: string; number: PhoneNumber }>();
  /** Whose a dialled number is. */
  #owners = new Map<string, string>();
  readonly #registrations = new Map<string, { of: string; running: { stop(): void } | null }>();
  #changed: (userId: string) => void = () => {};
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: TrunkParts) {
    this.#parts = parts;
  }

  onChanged(listener: (userId: string) => void): void {
    this.#changed = listener;
  }

  configure(configurations: OrganisationConfiguration[]): void {
    const before = new Map(this.#watched.map((watched) => [watched.trunk.id, watched]));
    this.#watched = configurations.flatMap(({ organisationId, trunks }) =>
      trunks.map((trunk) => this.#configured(before.get(trunk.id), organisationId, trunk)),
    );
    this.#mobiles = new Map(configurations.flatMap(mobilesOf));
    this.#owners = new Map(configurations.flatMap(({ organisationId, numbers }) => numbers.map(({ digits }) => [digits, organisationId])));
    if (!this.#timer) return;
    this.#register();
    const added = this.#watched.filter(({ trunk }) => !before.has(trunk.id));
    inBackground(this.#parts.log, "probe new trunks", this.#probeAll(added));
  }

  /** Registers and probes all trunks now and from then on. */
  watch(): void {
    const probe = () => inBackground(this.#parts.log, "probe trunks", this.#probeAll(this.#watched));
    this.#timer ??= setInterval(probe, probeIntervalMs);
    this.#register();
    probe();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    for (const { running } of this.#registrations.values()) running?.stop();
    this.#registrations.clear();
  }

  states(organisationId: string): TrunkState[] {
    return this.#watched.filter((watched) => watched.organisationId === organisationId).map((watched) => watched.state());
  }

  /**
   * The trunk that an INVITE from this address came by. Organisations may have the same operator, which calls all of them from one address:
   * the call is whose number was dialled. A number that none of them has is the first one's, who will refuse it.
   */
  bySource(address: string, dialled: string | null): { organisationId: string; trunk: ConfiguredTrunk } | undefined {
    const here = this.#watched.filter((watched) => watched.trunk.sourceAddresses.includes(address));
    for (const watched of here) this.#setAnswers(watched, true, ++watched.news);
    const owner = dialled === null ? undefined : this.#owners.get(dialled);
    return here.find((watched) => watched.organisationId === owner) ?? here[0];
  }

  /** One call more. What was admitted must be given back, once. */
  admit(trunkId: string): { admission: Admission; release: () => void } {
    const found = this.#watched.find((watched) => watched.trunk.id === trunkId);
    const admission = found?.load.admit(this.#parts.clock.now()) ?? "tooManyAtOnce";
    return { admission, release: () => found?.load.release() };
  }

  targets(userId: string): DeviceTarget[] {
    const mobile = this.#mobiles.get(userId);
    const target = mobile && this.outside(mobile.organisationId, mobile.number);
    return target ? [{ ...target, kind: "mobile" }] : [];
  }

  outside(organisationId: string, number: PhoneNumber): RingTarget | null {
    const route = this.#watched.find((watched) => watched.organisationId === organisationId && watched.up);
    return route ? targetOf(route.trunk, number) : null;
  }

  /** The target, and then the same number by the other trunks of the organisation that are up, in the order of their names. */
  routes(target: RingTarget): RingTarget[] {
    const { trunkId, number } = target.outside ?? { trunkId: "", number: "" };
    const called = readNumber(number);
    const first = this.#watched.find((watched) => watched.trunk.id === trunkId);
    if (!called || !first) return [target];
    const others = this.#watched.filter((watched) => watched !== first && watched.organisationId === first.organisationId && watched.up);
    return [target, ...others.map(({ trunk }) => ({ ...targetOf(trunk, called), kind: target.kind }))];
  }

  /** Asks a trunk that is silent during a call whether it is there. What is not watched any more is not. */
  async ask(trunkId: string): Promise<boolean> {
    const found = this.#watched.find((watched) => watched.trunk.id === trunkId);
    return found !== undefined && this.#probeOne(found);
  }

  /** The header that answers the trunk's challenge to our INVITE, or null: no registration, or another realm than ours. */
  authorise(trunkId: string, uri: string, response: ReceivedResponse): Record<string, string> | null {
    const trunk = this.#watched.find((watched) => watched.trunk.id === trunkId)?.trunk;
    const credentials = trunk && this.#credentials(trunk);
    if (!credentials) return null;
    const [asks, answers] =
      response.status === 401 ? (["WWW-Authenticate", "Authorization"] as const) : (["Proxy-Authenticate", "Proxy-Authorization"] as const);
    const answer = answerChallenge(response.get(asks), credentials, { method: "INVITE", uri }, randomBytes(8).toString("hex"));
    return answer.ok ? { [answers]: answer.header } : null;
  }

  #configured(known: TrunkWatch | undefined, organisationId: string, trunk: ConfiguredTrunk): TrunkWatch {
    const { clock } = this.#parts;
    if (!known) return new TrunkWatch(organisationId, trunk, clock.now(), clock.date());
    known.configure(organisationId, trunk);
    return known;
  }

  #credentials({ id, registration }: ConfiguredTrunk): TrunkCredentials | null {
    const password = registration && this.#parts.unseal(id, registration.sealedPassword);
    return registration && password !== null ? { user: registration.user, realm: registration.realm, password } : null;
  }

  /** Registrations follow the configuration: what changed begins anew, what is gone is taken back. */
  #register(): void {
    const wanted = new Map(this.#watched.filter(({ trunk }) => trunk.registration).map((watched) => [watched.trunk.id, watched]));
    const described = ({ peer, transport, registration }: ConfiguredTrunk) => JSON.stringify([peer, transport, registration]);
    for (const [id, { of, running }] of [...this.#registrations]) {
      const watched = wanted.get(id);
      if (watched && described(watched.trunk) === of) continue;
      running?.stop();
      this.#registrations.delete(id);
    }
    for (const [id, watched] of wanted) {
      if (this.#registrations.has(id)) continue;
      this.#registrations.set(id, { of: described(watched.trunk), running: this.#startRegistration(watched) });
    }
  }

  #startRegistration(watched: TrunkWatch): { stop(): void } | null {
    const credentials = this.#credentials(watched.trunk);
    const told = (outcome: RegistrationOutcome) => {
      if (watched.setRegistration(outcome, this.#parts.clock.date())) this.#tellChange(watched, outcome.reason);
    };
    if (credentials) return this.#parts.register(watched.trunk, credentials, told);
    told({ registered: false, reason: "passwordUnreadable", status: null });
    return null;
  }

  async #probeAll(watched: TrunkWatch[]): Promise<void> {
    await Promise.all(watched.filter(({ trunk }) => trunk.monitor).map((one) => this.#probeOne(one)));
  }

  async #probeOne(watched: TrunkWatch): Promise<boolean> {
    const news = ++watched.news;
    const answers = await this.#parts.probe(watched.trunk);
    this.#setAnswers(watched, answers, news);
    return answers;
  }

  #setAnswers(watched: TrunkWatch, answers: boolean, news: number): void {
    if (news < watched.news || !watched.setAnswers(answers, this.#parts.clock.date())) return;
    this.#tellChange(watched, answers ? "answers" : "does not answer");
  }

  #tellChange(watched: TrunkWatch, reason: string): void {
    this.#parts.log.info(watched.up ? "trunk is up" : "trunk is down", { trunk: watched.trunk.name, reason });
    for (const [userId, mobile] of this.#mobiles) if (mobile.organisationId === watched.organisationId) this.#changed(userId);
  }
}

function targetOf({ id: trunkId, peer, transport }: ConfiguredTrunk, number: PhoneNumber): RingTarget {
  const uri = `sip:${number.digits.startsWith("00") ? number.e164 : number.digits}@${peer}`;
  return { kind: "outside", uri, route: `sip:${peer};transport=${transport}`, outside: { trunkId, number: number.digits } };
}

const mobilesOf = ({ organisationId, users }: OrganisationConfiguration) =>
  users.flatMap((user) =>
    user.devices.flatMap((device): [string, { organisationId: string; number: PhoneNumber }][] => {
      const number = device.kind === "mobile" && device.enabled && device.mobileNumber ? readNumber(device.mobileNumber) : null;
      return number ? [[user.id, { organisationId, number }]] : [];
    }),
  );
