/**
 * The live stream in the browser: snapshot, then changes by the same function as on the server. A gap ends the stream and a new one
 * begins with a new snapshot. Components read it with useSyncExternalStore.
 */
import { applyChange, type LiveChange, type LiveSnapshot } from "../domain/live.ts";
import { askScreen } from "./screen.ts";
import { askSession } from "./sessions.ts";
import { isSignedOut, tellSignedOut } from "./signed-out.ts";

export type Connection =
  | { state: "connecting" }
  | { state: "up" }
  | { state: "away"; what: "worker" | "database" | "portal"; since: string };

export interface LiveView {
  snapshot: LiveSnapshot | null;
  connection: Connection;
  /** What to add to this computer's clock to get the worker's, in ms. */
  clockOffsetMs: number;
}

export interface LiveSource {
  address: string;
  /** Whether access still stands. @throws Refusal */
  ask: () => Promise<unknown>;
}

const everything: LiveSource = { address: "/api/v1/live", ask: askSession };
/** For a screen on a wall. */
export const figures: LiveSource = { address: "/api/v1/live/figures", ask: askScreen };

const retryMs = 3000;
/** The portal says something at least every 15 s. A connection that was lost in a sleep or on the way is never told to be so. */
const silenceMs = 40_000;
const lookEveryMs = 5000;

export class LiveStream {
  readonly #address: string;
  readonly #ask: LiveSource["ask"];
  #view: LiveView = { snapshot: null, connection: { state: "connecting" }, clockOffsetMs: 0 };
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  readonly #listeners = new Set<() => void>();

  constructor({ address, ask }: LiveSource = everything) {
    this.#address = address;
    this.#ask = ask;
  }

  readonly view = (): LiveView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  open(): void {
    this.close();
    const source = new EventSource(this.#address);
    this.#source = source;
    this.#heardAt = Date.now();
    const on = <T>(name: string, take: (told: T) => void) =>
      source.addEventListener(name, (event) => {
        this.#heardAt = Date.now();
        take(JSON.parse((event as MessageEvent<string>).data) as T);
      });
    on<LiveSnapshot>("snapshot", (snapshot) => this.#took(snapshot));
    on<LiveChange>("change", (change) => this.#changed(change));
    on<{ since: string }>("away", ({ since }) => this.#show({ snapshot: null, connection: { state: "away", what: "worker", since } }));
    on("alive", () => undefined);
    on("signedOut", () => {
      this.close();
      tellSignedOut(true);
    });
    source.onerror = () => void this.#lost(source);
    this.#watch = setInterval(() => this.#lookAround(source), lookEveryMs);
  }

  /** By the clock on the wall: it has gone on while the computer slept. Set by hand, it makes a new snapshot bring the right difference. */
  #lookAround(source: EventSource): void {
    if (source.readyState !== EventSource.CLOSED && Math.abs(Date.now() - this.#heardAt) > silenceMs) this.open();
  }

  close(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    this.#source?.close();
    this.#source = null;
  }

  #took(snapshot: LiveSnapshot): void {
    this.#show({ snapshot, connection: { state: "up" }, clockOffsetMs: Date.parse(snapshot.at) - Date.now() });
  }

  #changed(change: LiveChange): void {
    const next = this.#view.snapshot && applyChange(this.#view.snapshot, change);
    if (next) this.#show({ snapshot: next });
    else this.open();
  }

  /** The stream's own end after ten minutes reconnects by itself; only what stays away is told. */
  async #lost(source: EventSource): Promise<void> {
    if (this.#source !== source) return;
    source.close();
    const since = this.#view.connection.state === "away" ? this.#view.connection.since : new Date().toISOString();
    const status = await fetch("/api/status").then(
      (response) => response.json() as Promise<{ database: boolean }>,
      () => null,
    );
    // A session that has ended is told once; the stream begins again when somebody has signed in.
    const signedOut = status?.database && (await this.#ask().then(() => false, isSignedOut));
    if (this.#source !== source || signedOut) return;
    if (!status) this.#show({ connection: { state: "away", what: "portal", since } });
    else if (!status.database) this.#show({ connection: { state: "away", what: "database", since } });
    this.#retry = setTimeout(() => this.open(), status?.database ? retryMs / 3 : retryMs);
  }

  #show(change: Partial<LiveView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
