/**
 * The embedded media engine: G.711 and RFC 4733 in one worker thread, so that neither the sessions nor the audio can stall each
 * other. This file is the main thread's side: ports, the thread's life, and which report belongs to which leg.
 */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { assertNever } from "../../../lib/domain/assert-never.ts";
import type { AudioKey, LegStatistics, MediaEngine, MediaLeg, Recording, RecordingEnd, RecordingLimits } from "../../ports/media.ts";
import type { Log } from "../../runtime/log.ts";
import { mediaProgram } from "../../runtime/programs.ts";
import { EmbeddedLeg } from "./leg.ts";
import type { Command, Report, ThreadSettings } from "./messages.ts";
import { PortPool, type PortRange } from "./port-pool.ts";

export interface EmbeddedMediaEngineOptions {
  /** IPv4 address of our RTP: bound, and named in our SDP. */
  address: string;
  ports: PortRange;
  /** SDP may name 127.0.0.0/8: tests and demo mode. */
  allowLoopback: boolean;
  /** Our own services on this machine, never a place for RTP. */
  forbiddenPorts: readonly number[];
  log: Log;
  /** The media thread is gone, and every leg with it: end the calls and start another engine. */
  onFailed: () => void;
  /** Ports rest this long after use; 30 s. */
  portRestMs?: number;
  /** A party that may speak and sends nothing for this long is `silent`; 60 s. */
  silentAfterMs?: number;
}

/** Resolves when the media thread runs; rejects when it cannot start. */
export async function startEmbeddedMediaEngine(options: EmbeddedMediaEngineOptions): Promise<MediaEngine> {
  const settings: ThreadSettings = { address: options.address, silentAfterMs: options.silentAfterMs ?? 60_000 };
  const thread = new Worker(mediaProgram, { workerData: settings, execArgv: [], name: "media" });
  await once(thread, "message");
  return new EmbeddedMediaEngine(thread, options);
}

/** Another program may hold some ports of the range: so many are tried for one leg. */
const bindAttempts = 20;
/** So many are bound before they are asked for: whoever has become free is rung without waiting for a thread that is full of RTP. */
const mostInReserve = 8;
const nothing: LegStatistics = { packetsSent: 0, packetsReceived: 0, packetsDropped: 0 };

/** A leg that is open in the thread. */
interface BoundLeg {
  number: number;
  port: number;
}

interface OpenRecording {
  told: (alaw: Uint8Array) => void;
  ended: (end: RecordingEnd) => void;
}

class EmbeddedMediaEngine implements MediaEngine {
  readonly #thread: Worker;
  readonly #options: EmbeddedMediaEngineOptions;
  readonly #ports: PortPool;
  readonly #legs = new Map<number, EmbeddedLeg>();
  readonly #opening = new Map<number, (failure: string | null) => void>();
  readonly #closing = new Map<number, (statistics: LegStatistics) => void>();
  readonly #audio = new Set<AudioKey>();
  /** Legs that wait for a call, or are being bound for one. */
  readonly #reserve = new Set<Promise<BoundLeg | null>>();
  readonly #ended: Promise<void>;
  readonly #recordings = new Map<number, OpenRecording>();
  #lastNumber = 0;
  #lastRecording = 0;
  #closed = false;

  constructor(thread: Worker, options: EmbeddedMediaEngineOptions) {
    this.#thread = thread;
    this.#options = options;
    this.#ports = new PortPool(options.ports, options.portRestMs ?? 30_000);
    thread.on("message", (report: Report) => this.#hear(report));
    thread.on("error", (error) => options.log.error("the media thread failed", { error: error.stack ?? error.message }));
    // Not `once`: that would reject, unheard, when the thread fails.
    this.#ended = new Promise<void>((resolve) => thread.once("exit", () => resolve())).then(() => this.#onExit());
    this.#fillReserve();
  }

  async openLeg(id: string): Promise<MediaLeg | null> {
    const [waiting] = this.#reserve;
    if (waiting) this.#reserve.delete(waiting);
    const bound = (await waiting) ?? (await this.#bind());
    this.#fillReserve();
    return bound && !this.#closed ? this.#addLeg(id, bound) : null;
  }

  bridge(first: MediaLeg, second: MediaLeg): void {
    const [one, other] = [own(first), own(second)];
    if (one.closed || other.closed) return;
    one.forgetPlaying();
    other.forgetPlaying();
    this.#send({ type: "bridge", first: one.number, second: other.number });
  }

  unbridge(first: MediaLeg, second: MediaLeg): void {
    this.#send({ type: "unbridge", first: own(first).number, second: own(second).number });
  }

  loadAudio(key: AudioKey, alaw: Uint8Array): void {
    this.#audio.add(key);
    this.#send({ type: "audio", key, alaw });
  }

  hasAudio(key: AudioKey): boolean {
    return this.#audio.has(key);
  }

  get running(): boolean {
    return !this.#closed;
  }

  portsInUse(): number {
    return this.#legs.size + this.#closing.size;
  }

  async close(): Promise<void> {
    this.#send({ type: "shutDown" });
    this.#closed = true;
    await this.#ended;
  }

  #fillReserve(): void {
    while (this.#reserve.size < mostInReserve) {
      const leg = this.#bind();
      this.#reserve.add(leg);
      void leg.then((bound) => bound ?? this.#reserve.delete(leg));
    }
  }

  async #bind(): Promise<BoundLeg | null> {
    for (let attempt = 0; attempt < bindAttempts && !this.#closed; attempt++) {
      const port = this.#ports.take(performance.now());
      if (port === null) return null;
      const number = ++this.#lastNumber;
      const failure = await this.#open(number, port);
      if (failure === null) return { number, port };
      this.#ports.giveBack(port, performance.now());
      this.#options.log.warn("an RTP port could not be bound", { port, failure });
    }
    return null;
  }

  #open(number: number, port: number): Promise<string | null> {
    return new Promise((resolve) => {
      this.#opening.set(number, resolve);
      this.#send({ type: "open", leg: number, port });
    });
  }

  #addLeg(id: string, { number, port }: BoundLeg): MediaLeg {
    const { address, allowLoopback, forbiddenPorts } = this.#options;
    const leg = new EmbeddedLeg({
      id,
      number,
      sdp: { sessionId: randomInt(2 ** 47), port, rules: { ownAddress: address, allowLoopback, forbiddenPorts } },
      send: (command) => this.#send(command),
      record: (limits, told) => this.#record(number, limits, told),
      release: () => this.#release(number, port),
    });
    this.#legs.set(number, leg);
    return leg;
  }

  #record(leg: number, limits: RecordingLimits, told: OpenRecording["told"]): Recording {
    const recording = ++this.#lastRecording;
    const ended = new Promise<RecordingEnd>((resolve) => {
      if (this.#closed) resolve("stopped");
      else this.#recordings.set(recording, { told, ended: resolve });
    });
    this.#send({ type: "record", leg, recording, limits });
    return { ended, stop: () => this.#send({ type: "stopRecording", leg, recording }) };
  }

  #onRecorded({ recording, alaw, end }: Extract<Report, { type: "recorded" }>): void {
    const open = this.#recordings.get(recording);
    if (alaw.length > 0) open?.told(alaw);
    if (!end) return;
    this.#recordings.delete(recording);
    open?.ended(end);
  }

  async #release(number: number, port: number): Promise<LegStatistics> {
    this.#legs.delete(number);
    const statistics = this.#closed
      ? nothing
      : await new Promise<LegStatistics>((resolve) => {
          this.#closing.set(number, resolve);
          this.#send({ type: "close", leg: number });
        });
    this.#ports.giveBack(port, performance.now());
    return statistics;
  }

  #hear(report: Report): void {
    switch (report.type) {
      case "ready":
        break;
      case "opened":
        settle(this.#opening, report.leg, report.failure);
        break;
      case "closed":
        settle(this.#closing, report.leg, report.statistics);
        break;
      case "event":
        this.#legs.get(report.leg)?.deliver(report.event);
        break;
      case "recorded":
        this.#onRecorded(report);
        break;
      case "trouble":
        this.#options.log.warn("media trouble", { leg: this.#legs.get(report.leg ?? 0)?.id, trouble: report.message });
        break;
      case "failure":
        this.#options.log.error("media leg failed", { leg: this.#legs.get(report.leg ?? 0)?.id, error: report.message });
        break;
      default:
        assertNever(report);
    }
  }

  #send(command: Command): void {
    if (!this.#closed) this.#thread.postMessage(command);
  }

  /** Nobody may wait for a thread that is gone. */
  #onExit(): void {
    const failed = !this.#closed;
    this.#closed = true;
    if (failed) {
      this.#options.log.error("the media thread ended");
      this.#options.onFailed();
    }
    for (const leg of this.#opening.keys()) settle(this.#opening, leg, "closed");
    for (const leg of this.#closing.keys()) settle(this.#closing, leg, nothing);
    for (const { ended } of this.#recordings.values()) ended("stopped");
    this.#recordings.clear();
  }
}

function own(leg: MediaLeg): EmbeddedLeg {
  if (leg instanceof EmbeddedLeg) return leg;
  throw new Error(`leg ${leg.id} belongs to another media engine`);
}

function settle<T>(waiting: Map<number, (value: T) => void>, leg: number, value: T): void {
  waiting.get(leg)?.(value);
  waiting.delete(leg);
}
