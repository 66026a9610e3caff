/**
 * OPTIONS to phones behind NAT (RFC 5626 3.5.1 gives the idea, RFC 3261 11 the request): each keeps the way through the phone's router
 * open, and a phone that has not answered several is not rung for nothing. A phone whose contact is where it really is needs none.
 */
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import type { Contact } from "./phones.ts";

const intervalMs = 25_000;
const missedAtMost = 3;

export interface KeepAliveParts {
  contacts(): Contact[];
  lost(contact: Contact): void;
  /** True when anything at all came back. */
  ping(contact: Contact): Promise<boolean>;
  log: Log;
}

export class KeepAlive {
  readonly #parts: KeepAliveParts;
  readonly #missed = new Map<string, number>();
  readonly #asking = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: KeepAliveParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#round(), intervalMs);
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #round(): void {
    const behind = this.#parts.contacts().filter(isBehindNat);
    const present = new Set(behind.map(keyOf));
    for (const key of this.#missed.keys()) if (!present.has(key)) this.#missed.delete(key);
    for (const contact of behind) inBackground(this.#parts.log, "keep a phone's way open", this.#ask(contact));
  }

  /** One question at a time: a time-out takes longer than the interval. */
  async #ask(contact: Contact): Promise<void> {
    const key = keyOf(contact);
    if (this.#asking.has(key)) return;
    this.#asking.add(key);
    const answered = await this.#parts.ping(contact).finally(() => this.#asking.delete(key));
    const missed = answered ? 0 : (this.#missed.get(key) ?? 0) + 1;
    this.#missed.set(key, missed);
    if (missed < missedAtMost) return;
    this.#missed.delete(key);
    this.#parts.lost(contact);
  }
}

const keyOf = ({ account, binding }: Contact) => `${account.id} ${binding.contactUri}`;

/** Its contact names another address or port than its REGISTER came from. */
function isBehindNat({ binding }: Contact): boolean {
  const [, host, port] = /^sips?:(?:[^@]*@)?(\[[^\]]*\]|[^:;?>]*)(?::(\d+))?/i.exec(binding.contactUri) ?? [];
  const sameHost = host?.replace(/^\[|\]$/g, "") === binding.receivedAddress;
  return !sameHost || Number(port ?? 5060) !== binding.receivedPort;
}
