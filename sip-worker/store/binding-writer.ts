/** Phone locations on their way to the database: the newest of each account, tried again while it is away; the phone does not wait. */
import { isDatabaseAway } from "../../lib/db/call-records.ts";
import { add as addEvent } from "../../lib/db/registration-events.ts";
import { saveBindings } from "../../lib/db/sip-accounts.ts";
import type { Binding, BindingStore, RegistrationNote } from "../ports/accounts.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";

const retryMs = 1_000;

export class BindingWriter implements BindingStore {
  readonly #log: Log;
  readonly #waiting = new Map<string, Binding[]>();
  #busy = false;

  constructor(log: Log) {
    this.#log = log;
  }

  save(accountId: string, bindings: Binding[]): void {
    this.#waiting.set(accountId, bindings);
    this.#start();
  }

  #start(): void {
    if (!this.#busy) inBackground(this.#log, "save phone locations", this.#run());
  }

  /** What the screen of phones tells; with the database away it is lost, and the next refusal is told. */
  note(note: RegistrationNote): void {
    inBackground(this.#log, "note a registration", addEvent(note));
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      for (let [next] = this.#waiting; next; [next] = this.#waiting) await this.#write(...next);
    } catch (error) {
      this.#log.warn("phone locations wait: the database does not take them", { error: String(error) });
      setTimeout(() => this.#start(), retryMs).unref();
    } finally {
      this.#busy = false;
    }
  }

  /** Gives up on a write that will never be taken: the account is gone. */
  async #write(accountId: string, bindings: Binding[]): Promise<void> {
    this.#waiting.delete(accountId);
    const rows = bindings.map((binding) => ({ accountId, ...binding }));
    await saveBindings(accountId, rows).catch((error: unknown) => {
      if (!isDatabaseAway(error))
        return this.#log.warn("phone locations were refused by the database", { accountId, error: String(error) });
      if (!this.#waiting.has(accountId)) this.#waiting.set(accountId, bindings);
      throw error;
    });
  }
}
