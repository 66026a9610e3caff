/**
 * Guessing of SIP passwords (quality.md: at most 20 tries evaluated in any 10 minutes, bans of 5 minutes doubling to an hour). Counted per
 * account and address, so that the real phone elsewhere is never locked out; and per address over all accounts, for those who try one
 * password on many. Whoever is banned is not told: he gets the answers of a wrong password.
 *
 * Ten wrong tries within ten minutes are banned. The shortest ban is half of that time and what was counted before it counts no more, so
 * two tens fit into any ten minutes and a third does not: 20.
 */
import type { Clock } from "../runtime/clock.ts";

const windowMs = 600_000;
const firstBanMs = 300_000;
const longestBanMs = 3_600_000;
/** Whoever was not banned for a day begins with the first ban again. */
const bansForgottenMs = 86_400_000;
const entriesAtMost = 20_000;
const longestName = 64;
const allowedTries = { account: 10, address: 100 } as const;

export interface Ban {
  address: string;
  /** Null: every account, from this address. */
  username: string | null;
  organisationId: string | null;
  endsAt: Date;
}

interface Served {
  /** How many one after the other. */
  count: number;
  until: number;
}

export class GuessLimits {
  readonly #clock: Clock;
  readonly #banned: (ban: Ban) => void;
  /** When the wrong tries of the last ten minutes were. */
  readonly #tries = new Map<string, number[]>();
  /** Apart from the tries, so that a flood of names cannot wash a ban away. */
  readonly #bans = new Map<string, Served>();

  constructor(clock: Clock, banned: (ban: Ban) => void) {
    this.#clock = clock;
    this.#banned = banned;
  }

  /** Whether a try of this account from this address counts for anything now. */
  evaluates(username: string, address: string): boolean {
    const now = this.#clock.now();
    return [keyOf(address, username), keyOf(address, null)].every((key) => (this.#bans.get(key)?.until ?? 0) <= now);
  }

  wrong(username: string, address: string, organisationId: string | null): void {
    if (!this.evaluates(username, address)) return;
    this.#count({ address, username, organisationId }, allowedTries.account);
    this.#count({ address, username: null, organisationId: null }, allowedTries.address);
  }

  /**
   * The owner proved himself: his next ban is the shortest again. His wrong tries count on, because behind one router somebody who guesses
   * may have the address of a phone that registers every minute.
   */
  right(username: string, address: string): void {
    this.#bans.delete(keyOf(address, username));
  }

  /** Exactly these bans hold from now on, whatever was counted: those of an earlier worker, without those that were lifted. */
  restore(bans: Ban[]): void {
    const now = this.#clock.now();
    const wanted = new Set(bans.map(({ address, username }) => keyOf(address, username)));
    for (const [key, { until }] of this.#bans) if (until > now && !wanted.has(key)) this.#bans.delete(key);
    for (const { address, username, endsAt } of bans) {
      const key = keyOf(address, username);
      const until = now + endsAt.getTime() - this.#clock.date().getTime();
      this.#put(this.#bans, key, { count: this.#bans.get(key)?.count ?? 1, until });
    }
  }

  /** How much is remembered: bounded, whoever knocks. */
  get size(): number {
    return this.#tries.size + this.#bans.size;
  }

  #count(who: Omit<Ban, "endsAt">, allowed: number): void {
    const now = this.#clock.now();
    const key = keyOf(who.address, who.username);
    const recent = (this.#tries.get(key) ?? []).filter((at) => at > now - windowMs);
    recent.push(now);
    if (recent.length >= allowed) this.#ban(who, key, now);
    else this.#put(this.#tries, key, recent);
  }

  #ban(who: Omit<Ban, "endsAt">, key: string, now: number): void {
    const before = this.#bans.get(key);
    const count = before && now - before.until < bansForgottenMs ? before.count : 0;
    const lengthMs = Math.min(firstBanMs * 2 ** count, longestBanMs);
    this.#tries.delete(key);
    this.#put(this.#bans, key, { count: count + 1, until: now + lengthMs });
    this.#banned({ ...who, endsAt: new Date(this.#clock.date().getTime() + lengthMs) });
  }

  /** The one that was touched longest ago is forgotten for want of room: floods of made-up names must not fill the memory. */
  #put<Value>(table: Map<string, Value>, key: string, value: Value): void {
    table.delete(key);
    table.set(key, value);
    const [oldest] = table.keys();
    if (table.size > entriesAtMost && oldest !== undefined) table.delete(oldest);
  }
}

const keyOf = (address: string, username: string | null) => `${networkOf(address)}\n${username?.slice(0, longestName) ?? ""}`;

/** Of IPv6 the first half: whoever has one address has all that share it (RFC 6177). */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [front = "", back = ""] = address.split("::");
  const [head, tail] = [front, back].map((half) => half.split(":").filter(Boolean));
  const zeros = address.includes("::") ? Array.from({ length: Math.max(8 - head!.length - tail!.length, 0) }, () => "0") : [];
  return [...head!, ...zeros, ...tail!].slice(0, 4).join(":");
}
