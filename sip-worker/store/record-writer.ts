/**
 * Durable facts on their way to the database, in order and in batches. They stand in the journal from the moment at which they became
 * facts until the database has taken them, so neither a killed worker nor a database that is away loses one; no call waits for either.
 */
import { saveLogin, savePersonalState } from "../../lib/db/agent-states.ts";
import { isDatabaseAway, writeCalls } from "../../lib/db/call-records.ts";
import { writeCallback } from "../../lib/db/callback-requests.ts";
import { db, type Transaction } from "../../lib/db/client.ts";
import { holdsLease, type Lease } from "../../lib/db/leases.ts";
import { writeMessages } from "../../lib/db/message-records.ts";
import type { CallWrite } from "../../lib/domain/call-record.ts";
import type { CallbackWrite } from "../../lib/domain/callback.ts";
import type { MessageWrite } from "../../lib/domain/message.ts";
import type { Records } from "../ports/records.ts";
import { inBackground } from "../runtime/background.ts";
import { crashPoint } from "../runtime/crash-point.ts";
import type { Log } from "../runtime/log.ts";
import type { Journal } from "./journal.ts";

type PersonalState = Parameters<Records["personalState"]>[1];
type Fact =
  | { kind: "call"; write: CallWrite }
  | { kind: "callback"; write: CallbackWrite }
  | { kind: "message"; write: MessageWrite }
  | { kind: "login"; groupId: string; userId: string; loggedIn: boolean }
  | { kind: "personal"; userId: string; state: PersonalState };
/** With the lease under which it became a fact. */
export type RecordEntry = Fact & { organisationId: string; token: string };

/** The first fact after a rest waits this long for those that come with it. */
const batchDelayMs = 20;
/** Between two transactions: under load each takes many facts, since a transaction costs the worker as much as a call. */
const restMs = 200;
const retryMs = 1_000;
/** Of one transaction; fewer when the database did not take so many, which may be too slow for them. */
const mostInBatch = 500;
/** A journal that never comes to rest is written anew from this size on, without what the database has taken. */
const compactBytes = 4_000_000;

export class RecordWriter {
  readonly #log: Log;
  readonly #journal: Journal<RecordEntry>;
  #waiting: RecordEntry[] = [];
  /** How many of `#waiting`, from the front, stand in the journal: all, unless the disk refuses. */
  #journalled = 0;
  #diskRefuses = false;
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<boolean> | null = null;
  #restsUntil = 0;
  #batchSize = mostInBatch;
  /** A long backlog is not written anew after each of its batches. */
  #compactAt = compactBytes;

  constructor(log: Log, journal: Journal<RecordEntry>) {
    this.#log = log;
    this.#journal = journal;
  }

  /** Takes up what an earlier life of the worker could not write, before this one has anything to write. */
  async replay(): Promise<void> {
    const entries = this.#journal.read();
    if (entries.length === 0) return;
    this.#log.info("replaying the journal", { entries: entries.length });
    this.#waiting = entries;
    this.#journalled = entries.length;
    await this.flush();
  }

  /** Records of the organisation as long as the lease is held. */
  under(lease: Lease): Records {
    const add = (fact: Fact) => this.#add({ ...fact, organisationId: lease.organisationId, token: String(lease.token) });
    return {
      call: (write) => add({ kind: "call", write }),
      callback: (write) => add({ kind: "callback", write }),
      message: (write) => add({ kind: "message", write }),
      login: (groupId, userId, loggedIn) => add({ kind: "login", groupId, userId, loggedIn }),
      personalState: (userId, state) => add({ kind: "personal", userId, state }),
      written: () => this.flush(),
    };
  }

  get backlog(): number {
    return this.#waiting.length;
  }

  /** Writes what is waiting. False when the database did not take it; it stands in the journal then. */
  flush(): Promise<boolean> {
    this.#disarm();
    const earlier = this.#flushing ?? Promise.resolve(true);
    const flushing = earlier.then((taken) => taken && this.#write());
    this.#flushing = flushing;
    const rest = (ms: number) => this.#flushing === flushing && this.#rest(ms);
    return flushing.then(
      (taken) => {
        rest(taken ? restMs : retryMs);
        return taken;
      },
      (error: unknown) => {
        rest(retryMs);
        throw error;
      },
    );
  }

  #rest(ms: number): void {
    this.#flushing = null;
    this.#restsUntil = performance.now() + ms;
    if (this.#waiting.length > 0) this.#arm(ms);
  }

  #add(entry: RecordEntry): void {
    this.#waiting.push(entry);
    this.#keep();
    // What comes while the database is being told is written after the rest.
    if (!this.#flushing) this.#arm(Math.max(batchDelayMs, this.#restsUntil - performance.now()));
  }

  #arm(delayMs: number): void {
    this.#timer ??= setTimeout(() => inBackground(this.#log, "write records", this.flush()), delayMs);
  }

  #disarm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #write(): Promise<boolean> {
    for (let left = this.#waiting.length; left > 0; ) {
      const batch = this.#waiting.slice(0, Math.min(left, this.#batchSize));
      try {
        await this.#writeOrDivide(batch);
      } catch (error) {
        this.#log.warn("records wait in the journal: the database does not take them", { error: (error as Error).message });
        this.#batchSize = Math.max(1, Math.floor(this.#batchSize / 2));
        await this.#journal.sync().catch((failure: Error) => this.#onDiskError(failure));
        return false;
      }
      left -= batch.length;
      this.#batchSize = Math.min(mostInBatch, this.#batchSize * 2);
      this.#waiting = this.#waiting.slice(batch.length);
      this.#forget(batch.length);
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
        this.#log.error("a record was refused by the database", {
          entry: JSON.stringify(batch[0], withoutSound),
          error: (error as Error).message,
        });
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.#writeOrDivide(batch.slice(0, middle));
      await this.#writeOrDivide(batch.slice(middle));
    }
  }

  /** A disk that is full does not stop the calls: what it did not take is tried again with the next fact. */
  #keep(): void {
    try {
      this.#journal.append(this.#waiting.slice(this.#journalled));
      this.#journalled = this.#waiting.length;
      this.#diskRefuses = false;
    } catch (error) {
      this.#onDiskError(error as Error);
    }
  }

  #onDiskError(error: Error): void {
    if (!this.#diskRefuses) this.#log.error("the journal cannot be written: records are kept in memory only", { error: error.message });
    this.#diskRefuses = true;
  }

  #forget(written: number): void {
    this.#journalled = Math.max(0, this.#journalled - written);
    const rests = this.#waiting.length === 0;
    if (!rests && this.#journal.size < this.#compactAt) return;
    try {
      if (rests) this.#journal.clear();
      else this.#journal.rewrite(this.#waiting);
    } catch (error) {
      this.#onDiskError(error as Error);
      return;
    }
    this.#journalled = this.#waiting.length;
    this.#compactAt = Math.max(compactBytes, 2 * this.#journal.size);
  }
}

/** What callers said is in no log. */
const withoutSound = (key: string, value: unknown) => (key === "alaw" ? "…" : value);

async function writeBatch(batch: RecordEntry[]): Promise<void> {
  await db().$transaction(async (tx) => {
    const calls = batch.flatMap((entry) => (entry.kind === "call" ? [{ write: entry.write, token: BigInt(entry.token) }] : []));
    if (calls.length) await writeCalls(tx, calls);
    for (const entry of batch) if (entry.kind === "callback") await writeCallback(tx, entry.write, BigInt(entry.token));
    await writeMessages(
      tx,
      batch.flatMap((entry) => (entry.kind === "message" ? [entry.write] : [])),
    );
    const held = await heldLeases(tx, batch);
    for (const entry of batch) if (held.has(leaseName(entry))) await writeState(tx, entry);
    crashPoint("records.beforeCommit");
  });
  crashPoint("records.committed");
}

async function writeState(tx: Transaction, entry: RecordEntry): Promise<void> {
  if (entry.kind === "login") await saveLogin(tx, entry.groupId, entry.userId, entry.loggedIn);
  if (entry.kind === "personal") await savePersonalState(tx, entry.userId, entry.state);
}

const leaseName = ({ organisationId, token }: RecordEntry) => `${organisationId} ${token}`;

/** The state of members belongs to whoever holds the lease now: what an earlier holder still wanted to write of it is left out. */
async function heldLeases(tx: Transaction, batch: RecordEntry[]): Promise<Set<string>> {
  const states = batch.filter(({ kind }) => kind === "login" || kind === "personal");
  const leases = new Map(states.map((entry) => [leaseName(entry), entry]));
  const held = new Set<string>();
  for (const [name, { organisationId, token }] of leases) {
    if (await holdsLease(tx, { organisationId, token: BigInt(token) })) held.add(name);
  }
  return held;
}
