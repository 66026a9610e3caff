/** How much of a trunk is in use: calls at once, and new calls in a second (a token bucket that holds one second). Pure; time is given. */
export interface TrunkLimits {
  channels: number;
  callsPerSecond: number;
}

export type Admission = "admitted" | "tooManyAtOnce" | "tooFast";

export class TrunkLoad {
  limits: TrunkLimits;
  #inUse = 0;
  #tokens: number;
  #at: number;

  constructor(limits: TrunkLimits, now: number) {
    this.limits = limits;
    this.#tokens = limits.callsPerSecond;
    this.#at = now;
  }

  get inUse(): number {
    return this.#inUse;
  }

  /** `now` in milliseconds. An admitted call is given back by {@link release}. */
  admit(now: number): Admission {
    const { channels, callsPerSecond } = this.limits;
    this.#tokens = Math.min(callsPerSecond, this.#tokens + ((now - this.#at) * callsPerSecond) / 1000);
    this.#at = now;
    if (this.#inUse >= channels) return "tooManyAtOnce";
    if (this.#tokens < 1) return "tooFast";
    this.#tokens--;
    this.#inUse++;
    return "admitted";
  }

  release(): void {
    this.#inUse--;
  }
}
