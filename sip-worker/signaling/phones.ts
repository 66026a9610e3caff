/** The phones of all organisations: accounts, and where each is registered now. The database follows; it is never waited for. */
import type { Binding, BindingStore, SipAccount } from "../ports/accounts.ts";
import type { RingTarget } from "../ports/signaling.ts";
import type { Clock } from "../runtime/clock.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";

type Changed = (userId: string) => void;

export class Phones {
  readonly #clock: Clock;
  readonly #store: BindingStore;
  readonly #accounts = new Map<string, SipAccount>();
  readonly #byUser = new Map<string, SipAccount[]>();
  readonly #bindings = new Map<string, Binding[]>();
  readonly #timer: DeadlineTimer;
  #changed: Changed = () => {};

  constructor(clock: Clock, store: BindingStore) {
    this.#clock = clock;
    this.#store = store;
    this.#timer = new DeadlineTimer(clock, () => this.#expire());
  }

  onChanged(listener: Changed): void {
    this.#changed = listener;
  }

  /** Accounts that are gone lose their bindings. */
  setAccounts(accounts: SipAccount[]): void {
    const kept = new Set(accounts.map((account) => account.id));
    this.#accounts.clear();
    this.#byUser.clear();
    for (const account of accounts) {
      this.#accounts.set(account.username, account);
      this.#byUser.set(account.userId, [...(this.#byUser.get(account.userId) ?? []), account]);
    }
    for (const id of [...this.#bindings.keys()]) if (!kept.has(id)) this.#bindings.delete(id);
  }

  restore(accountId: string, bindings: Binding[]): void {
    this.#bindings.set(accountId, bindings);
    this.#arm();
  }

  account(username: string): SipAccount | undefined {
    return this.#accounts.get(username);
  }

  bindings(account: SipAccount): Binding[] {
    return this.#bindings.get(account.id) ?? [];
  }

  save(account: SipAccount, bindings: Binding[]): void {
    this.#bindings.set(account.id, bindings);
    this.#store.save(account.id, bindings);
    this.#arm();
    this.#changed(account.userId);
  }

  targets(userId: string): RingTarget[] {
    const now = this.#clock.date();
    return (this.#byUser.get(userId) ?? []).flatMap((account) =>
      this.bindings(account)
        .filter((binding) => binding.expiresAt > now)
        .map((binding) => ({ kind: account.kind, uri: binding.contactUri, route: routeOf(binding) })),
    );
  }

  stop(): void {
    this.#timer.stop();
  }

  #expire(): void {
    const now = this.#clock.date();
    for (const account of this.#accounts.values()) {
      const all = this.bindings(account);
      const live = all.filter((binding) => binding.expiresAt > now);
      if (live.length < all.length) this.save(account, live);
    }
    this.#arm();
  }

  #arm(): void {
    const next = Math.min(...[...this.#bindings.values()].flat().map((binding) => binding.expiresAt.getTime()));
    this.#timer.set(Number.isFinite(next) ? this.#clock.now() + Math.max(next - this.#clock.date().getTime(), 0) + 1 : null);
  }
}

const host = (address: string) => (address.includes(":") ? `[${address}]` : address);
const routeOf = ({ receivedAddress, receivedPort, transport }: Binding) =>
  `sip:${host(receivedAddress)}:${receivedPort};transport=${transport}`;
