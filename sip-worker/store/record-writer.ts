/**
 * Durable facts on their way to the database, in order and in batches. When the database does not take them they go to the
 * journal first and are tried again; a call never waits for either.
 */
import { saveLogin, savePersonalState } from "../../lib/db/agent-states.ts";
import { isDatabaseAway, writeCalls } from "../../lib/db/call-records.ts";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import type { Records } from "../ports/records.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import type { Journal } from "./journal.ts";

type PersonalState = Parameters<Records["personalState"]>[1];
export type RecordEntry =
  | { kind: "call"; write: CallWrite }
  | { kind: "login"; groupId: string; userId: string; loggedIn: boolean }
  | { kind: "personal"; userId: string; state: PersonalState };

const batchDelayMs = 20;
const retryMs = 1_000;
const batchSize = 500;

export class RecordWriter implements Records {
  readonly #log: Log;
  readonly #journal: Journal<RecordEntry>;
  #waiting: RecordEntry[] = [];
  /** How many of `#waiting`, from the front, stand in the journal. */
  #journalled = 0;
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<boolean> | null = null;

  constructor(log: Log, journal: Journal<RecordEntry>) {
    this.#log = log;
    this.#journal = journal;
  }

  /** Takes up what an earlier life of the worker could not write. */
  async replay(): Promise<void> {
    const entries = await this.#journal.read();
    if (entries.length === 0) return;
    this.#log.info("replaying the journal", { entries: entries.length });
    this.#waiting = [...entries, ...this.#waiting];
    this.#journalled = entries.length;
    await this.flush();
  }

  call(write: CallWrite): void {
    this.#add({ kind: "call", write });
  }

  login(groupId: string, userId: string, loggedIn: boolean): void {
    this.#add({ kind: "login", groupId, userId, loggedIn });
  }

  personalState(userId: string, state: PersonalState): void {
    this.#add({ kind: "personal", userId, state });
  }

  get backlog(): number {
    return this.#waiting.length;
  }

  /** Writes what is waiting. False when the database did not take it; it stands in the journal then. */
  flush(): Promise<boolean> {
    this.#flushing ??= this.#write().finally(() => {
      this.#flushing = null;
      // Here and not before: a timer that fires while this is still going on would find nothing to do.
      if (this.#waiting.length > 0) this.#arm(retryMs);
    });
    return this.#flushing;
  }

  #add(entry: RecordEntry): void {
    this.#waiting.push(entry);
    this.#arm(batchDelayMs);
  }

  #arm(delayMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      inBackground(this.#log, "write records", this.flush());
    }, delayMs);
  }

  async #write(): Promise<boolean> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchSize);
      try {
        await this.#writeOrDivide(batch);
      } catch (error) {
        this.#log.warn("records wait in the journal: the database does not take them", { error: (error as Error).message });
        await this.#keep();
        return false;
      }
      this.#waiting = this.#waiting.slice(batch.length);
      await this.#forget(batch.length);
    }
    return true;
  }

  /** One write that the database refuses for good must not hold the others back: it is found by halving, logged, and left out. */
  async #writeOrDivide(batch: RecordEntry[]): Promise<void> {
    try {
      await writeBatch(batch);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      if (batch.length === 1) {
        this.#log.error("a record was refused by the database", { entry: JSON.stringify(batch[0]), error: (error as Error).message });
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.#writeOrDivide(batch.slice(0, middle));
      await this.#writeOrDivide(batch.slice(middle));
    }
  }

  async #keep(): Promise<void> {
    const fresh = this.#waiting.slice(this.#journalled);
    if (fresh.length === 0) return;
    await this.#journal.append(fresh);
    this.#journalled += fresh.length;
  }

  async #forget(written: number): Promise<void> {
    if (this.#journalled === 0) return;
    this.#journalled = Math.max(0, this.#journalled - written);
    if (this.#journalled === 0) await this.#journal.clear();
  }
}

async function writeBatch(batch: RecordEntry[]): Promise<void> {
  const calls = batch.flatMap((entry) => (entry.kind === "call" ? [entry.write] : []));
  if (calls.length) await writeCalls(calls);
  for (const entry of batch) {
    if (entry.kind === "login") await saveLogin(entry.groupId, entry.userId, entry.loggedIn);
    if (entry.kind === "personal") await savePersonalState(entry.userId, entry.state);
  }
}
