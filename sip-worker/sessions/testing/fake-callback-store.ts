/** For tests: callback requests in memory, as the database would keep them; it answers at once, when the test lets it, or not at all. */
import { randomUUID } from "node:crypto";
import type { CallbackEndState, CallbackRequest, CallbackRequestResult, CallbackWrite } from "../../../lib/domain/callback.ts";
import type { CallbackStore } from "../../ports/callbacks.ts";

export interface KeptRequest extends CallbackRequest {
  state: "waiting" | "ringing" | CallbackEndState;
  reason: string | null;
}

export class FakeCallbackStore implements CallbackStore {
  readonly requests = new Map<string, KeptRequest>();
  /** Results in order; null = the dial goes on. */
  readonly attempts = new Map<string, string | null>();
  mode: "ready" | "slow" | "away" | "lostAnswer" | "numberLimit" | "dailyCap" = "ready";
  /** What is written stands in the journal until it is flushed. */
  writesLater = false;
  #waiting: (() => void)[] = [];
  #unwritten: CallbackWrite[] = [];

  async request(request: CallbackRequest): Promise<CallbackRequestResult> {
    const { mode } = this;
    if (mode === "away") throw new Error("the database is away");
    if (mode === "slow") await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const result = this.#storeOrFind(request);
    if (mode === "lostAnswer") throw new Error("the answer was lost");
    return result;
  }

  #storeOrFind(request: CallbackRequest): CallbackRequestResult {
    const { mode } = this;
    const same = this.#open().find(({ groupId, number }) => groupId === request.groupId && number === request.number);
    if (same) return { kind: "exists", request: asRequest(same) };
    if (mode === "numberLimit" || mode === "dailyCap") return { kind: "refused", reason: mode };
    this.requests.set(request.id, { ...request, state: "waiting", reason: null });
    return { kind: "stored" };
  }

  #open(): KeptRequest[] {
    return [...this.requests.values()].filter(({ state }) => state === "waiting" || state === "ringing");
  }

  async beginAttempt(callbackId: string): Promise<string | null> {
    const { mode } = this;
    if (mode === "away") throw new Error("the database is away");
    if (mode === "slow") await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const kept = this.requests.get(callbackId);
    if (!kept || (kept.state !== "waiting" && kept.state !== "ringing")) return null;
    const id = randomUUID();
    this.attempts.set(id, null);
    Object.assign(kept, { state: "ringing", attempts: kept.attempts + 1, nextAttemptAt: null });
    return id;
  }

  /** What a new worker finds. */
  restarted(): CallbackRequest[] {
    const open = this.#open();
    for (const kept of open) kept.state = "waiting";
    for (const [id, result] of this.attempts) if (result === null) this.attempts.set(id, "workerStopped");
    return open.map(asRequest);
  }

  letAnswer(): void {
    this.mode = "ready";
    for (const answer of this.#waiting.splice(0)) answer();
  }

  write(write: CallbackWrite): void {
    this.#unwritten.push(write);
    if (!this.writesLater) this.#writeAll();
  }

  /** False: the database does not take it now. */
  async flush(): Promise<boolean> {
    if (this.mode === "away") return false;
    this.#writeAll();
    return true;
  }

  #writeAll(): void {
    for (const write of this.#unwritten.splice(0)) this.#write(write);
  }

  #write(write: CallbackWrite): void {
    if (write.kind === "attemptEnded") {
      this.attempts.set(write.attemptId, write.result);
      return;
    }
    const kept = this.requests.get(write.callbackId);
    if (!kept || (kept.state !== "waiting" && kept.state !== "ringing")) return;
    if (write.kind === "returned") Object.assign(kept, { state: "waiting", nextAttemptAt: write.nextAttemptAt });
    else Object.assign(kept, { state: write.state, reason: write.reason });
  }

  /** Of each request: its state, why it ended, how often it was dialled. */
  seen(): [string, string | null, number][] {
    return [...this.requests.values()].map(({ state, reason, attempts }) => [state, reason, attempts]);
  }
}

const asRequest = ({ state: _state, reason: _reason, ...request }: KeptRequest): CallbackRequest => request;
