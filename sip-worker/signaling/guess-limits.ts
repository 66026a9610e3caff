/**
 * Guessing of SIP passwords (quality.md is where the figures come from: 20 tries in 10 minutes, 5 minutes doubling to an hour). Counted
 * per account and address, so that the real phone elsewhere is never locked out; and per address over all accounts, for those who try
 * one password on many. Whoever is banned is not told: he gets the answers of a wrong password.
 */
import type { Clock } from "../runtime/clock.ts";

const windowMs = 600_000;
const firstBanMs = 300_000;
const longestBanMs = 3_600_000;
const entriesAtMost = 20_000;
const allowedTries = { account: 20, address: 100 } as const;

export interface Ban {
  address: string;
  /** Null: every account, from this address. */
  username: string | null;
  organisationId: string | null;
  endsAt: Date;
}

interface Tries {
  count: number;
  windowEndsAt: number;
  bans: number;
  bannedUntil: number;
}

export class GuessLimits {
  readonly #clock: Clock;
  readonly #banned: (ban: Ban) => void;
  readonly #tries = new Map<string, Tries>();

  constructor(clock: Clock, banned: (ban: Ban) => void) {
    this.#clock = clock;
    this.#banned = banned;
  }

  /** Whether a try of this account from this address counts for anything now. */
  evaluates(username: string, address: string): boolean {
    const now = this.#clock.now();
    return [keyOf(address, username), keyOf(address, null)].every((key) => (this.#tries.get(key)?.bannedUntil ?? 0) <= now);
  }

  wrong(username: string, address: string, organisationId: string | null): void {
    if (!this.evaluates(username, address)) return;
    this.#count({ address, username, organisationId }, allowedTries.account);
    this.#count({ address, username: null, organisationId: null }, allowedTries.address);
  }

  /** The owner proved himself: his typing errors are forgotten. Those of the address are not. */
  right(username: string, address: string): void {
    const tries = this.#tries.get(keyOf(address, username));
    if (tries) tries.count = 0;
  }

  /** Exactly these bans hold from now on, whatever was counted: those of an earlier worker, without those that were lifted. */
  restore(bans: Ban[]): void {
    const wanted = new Set(bans.map(({ address, username }) => keyOf(address, username)));
    for (const [key, tries] of this.#tries) if (tries.bannedUntil > this.#clock.now() && !wanted.has(key)) this.#tries.delete(key);
    for (const { address, username, endsAt } of bans) {
      const tries = this.#entry(keyOf(address, username));
      tries.bannedUntil = this.#clock.now() + endsAt.getTime() - this.#clock.date().getTime();
      tries.bans = Math.max(tries.bans, 1);
    }
  }

  #count(who: Omit<Ban, "endsAt">, allowed: number): void {
    const now = this.#clock.now();
    const tries = this.#entry(keyOf(who.address, who.username));
    if (tries.windowEndsAt <= now) Object.assign(tries, { count: 0, windowEndsAt: now + windowMs });
    tries.count++;
    if (tries.count < allowed) return;
    const lengthMs = Math.min(firstBanMs * 2 ** tries.bans, longestBanMs);
    Object.assign(tries, { count: 0, bans: tries.bans + 1, bannedUntil: now + lengthMs, windowEndsAt: now + lengthMs + windowMs });
    this.#banned({ ...who, endsAt: new Date(this.#clock.date().getTime() + lengthMs) });
  }

  /** The oldest is forgotten for want of room: floods of made-up names must not fill the memory. */
  #entry(key: string): Tries {
    const known = this.#tries.get(key);
    if (known) return known;
    const [oldest] = this.#tries.keys();
    if (this.#tries.size >= entriesAtMost && oldest !== undefined) this.#tries.delete(oldest);
    const fresh = { count: 0, windowEndsAt: 0, bans: 0, bannedUntil: 0 };
    this.#tries.set(key, fresh);
    return fresh;
  }
}

const keyOf = (address: string, username: string | null) => `${address}\n${username ?? ""}`;
