/** What is known of one trunk now: does it answer, are we registered, how much of it is in use. */
import type { ConfiguredTrunk } from "../../lib/domain/configuration.ts";
import type { TrunkReason, TrunkState } from "../../lib/domain/trunk.ts";
import { TrunkLoad } from "./trunk-load.ts";
import type { RegistrationOutcome } from "./trunk-registration.ts";

export class TrunkWatch {
  trunk: ConfiguredTrunk;
  organisationId: string;
  readonly load: TrunkLoad;
  /** Of the latest news: what an earlier probe says after that (a time-out takes half a minute) is out of date. */
  news = 0;
  #answers: boolean | null = null;
  #registration: RegistrationOutcome | null = null;
  #since: Date;

  constructor(organisationId: string, trunk: ConfiguredTrunk, now: number, date: Date) {
    this.organisationId = organisationId;
    this.trunk = trunk;
    this.load = new TrunkLoad(trunk, now);
    this.#since = date;
  }

  /** A registration that changed is made anew. */
  configure(organisationId: string, trunk: ConfiguredTrunk): void {
    this.organisationId = organisationId;
    if (JSON.stringify(trunk.registration) !== JSON.stringify(this.trunk.registration)) this.#registration = null;
    this.trunk = trunk;
    this.load.limits = trunk;
  }

  get up(): boolean {
    const { monitor, registration } = this.trunk;
    const registered = registration === null || this.#registration?.registered === true;
    return registered && (this.#answers === true || !monitor);
  }

  /** True when it came up or went down. */
  setAnswers(answers: boolean, date: Date): boolean {
    return this.#change(() => {
      this.#answers = answers;
    }, date);
  }

  setRegistration(outcome: RegistrationOutcome, date: Date): boolean {
    return this.#change(() => {
      this.#registration = outcome;
    }, date);
  }

  state(): TrunkState {
    return {
      trunkId: this.trunk.id,
      up: this.up,
      reason: this.#reason(),
      status: this.#registration?.status ?? null,
      since: this.#since.toISOString(),
      channelsInUse: this.load.inUse,
    };
  }

  #change(change: () => void, date: Date): boolean {
    const before = { up: this.up, reason: this.#reason() };
    change();
    if (before.up !== this.up || before.reason !== this.#reason()) this.#since = date;
    return before.up !== this.up;
  }

  #reason(): TrunkReason {
    const { monitor, registration } = this.trunk;
    if (registration && this.#registration && !this.#registration.registered) return this.#registration.reason;
    if (registration && !this.#registration) return "notTriedYet";
    if (monitor && this.#answers === null) return "notTriedYet";
    if (monitor && !this.#answers) return "noAnswer";
    if (registration) return "registered";
    return monitor ? "answers" : "notMonitored";
  }
}
