/** The phones of all organisations: accounts, and where each is registered now. The database follows; it is never waited for. */
import type { Binding, BindingStore, RegistrationReason, SipAccount } from "../ports/accounts.ts";
import type { DeviceTarget } from "../ports/signaling.ts";
import type { Clock } from "../runtime/clock.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";

type Changed = (userId: string) => void;

/** A phone that tries a wrong password every few seconds is noted once in this time. */
const noteIntervalMs = 60_000;
const notesAtMost = 10_000;

/** A contact that can be asked whether it is still there. */
export interface Contact {
  account: SipAccount;
  binding: Binding;
  target: DeviceTarget;
}

export class Phones {
  readonly #clock: Clock;
  readonly #store: BindingStore;
  readonly #accounts = new Map<string, SipAccount>();
  readonly #byUser = new Map<string, SipAccount[]>();
  readonly #bindings = new Map<string, Binding[]>();
  readonly #timer: DeadlineTimer;
  /** When a refusal was last noted, by user name and address. */
  readonly #noted = new Map<string, number>();
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

  /** After a REGISTER that was accepted. */
  registered(account: SipAccount, bindings: Binding[], address: string): void {
    if (bindings.length === 0 && this.bindings(account).length > 0) this.#note(account, "unregistered", address);
    this.save(account, bindings);
  }

  /** A wrong password for an account that exists. */
  refused(account: SipAccount, address: string): void {
    const key = `${account.username}\n${address}`;
    const now = this.#clock.now();
    if (now - (this.#noted.get(key) ?? Number.NEGATIVE_INFINITY) < noteIntervalMs) return;
    const [oldest] = this.#noted.keys();
    if (this.#noted.size >= notesAtMost && oldest !== undefined) this.#noted.delete(oldest);
    this.#noted.set(key, now);
    this.#note(account, "wrongPassword", address);
  }

  /** A phone that does not answer any more, though its registration has not expired. */
  lost({ account, binding }: Contact): void {
    const present = this.bindings(account);
    const left = present.filter((other) => other.contactUri !== binding.contactUri);
    if (left.length === present.length) return;
    this.#note(account, "noAnswer", binding.receivedAddress);
    this.save(account, left);
  }

  /** Every contact of every phone. */
  contacts(): Contact[] {
    return [...this.#accounts.values()].flatMap((account) =>
      this.bindings(account).map((binding) => ({ account, binding, target: targetOf(account, binding) })),
    );
  }

  save(account: SipAccount, bindings: Binding[]): void {
    this.#bindings.set(account.id, bindings);
    this.#store.save(account.id, bindings);
    this.#arm();
    this.#changed(account.userId);
  }

  targets(userId: string): DeviceTarget[] {
    const now = this.#clock.date();
    return (this.#byUser.get(userId) ?? []).flatMap((account) =>
      this.bindings(account)
        .filter((binding) => binding.expiresAt > now)
        .map((binding) => targetOf(account, binding)),
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
      if (live.length === all.length) continue;
      if (live.length === 0) this.#note(account, "expired", all[0]?.receivedAddress ?? "");
      this.save(account, live);
    }
    this.#arm();
  }

  #note({ username }: SipAccount, reason: RegistrationReason, address: string): void {
    this.#store.note({ username, reason, address, at: this.#clock.date() });
  }

  #arm(): void {
    const next = Math.min(...[...this.#bindings.values()].flat().map((binding) => binding.expiresAt.getTime()));
    this.#timer.set(Number.isFinite(next) ? this.#clock.now() + Math.max(next - this.#clock.date().getTime(), 0) + 1 : null);
  }
}

const targetOf = (account: SipAccount, binding: Binding): DeviceTarget => ({
  kind: account.kind,
  uri: binding.contactUri,
  route: routeOf(binding),
  phoneAddress: binding.receivedAddress,
});
const host = (address: string) => (address.includes(":") ? `[${address}]` : address);
const routeOf = ({ receivedAddress, receivedPort, transport }: Binding) =>
  `sip:${host(receivedAddress)}:${receivedPort};transport=${transport}`;
