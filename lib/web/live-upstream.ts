/**
 * The live view of an organisation in this process: ONE stream from the worker, however many browsers look on. The snapshot is kept
 * up to date here by the browsers' own function, so that a new browser starts at once.
 */
import "server-only";
import { applyChange, type LiveChange, type LiveSnapshot } from "@/lib/domain/live.ts";
import { workerApi, workerSecret } from "./environment.ts";
import { readEvents } from "./event-stream.ts";

export interface LiveListener {
  snapshot(snapshot: LiveSnapshot): void;
  /** With the whole view on either side of the change. */
  change(change: LiveChange, before: LiveSnapshot, after: LiveSnapshot): void;
  /** The worker does not answer, since when (ISO 8601). */
  away(since: string): void;
  /** The portal is going down. */
  end(): void;
}

const retryMs = 1000;
/** Kept without listeners for this long: a page change must not tear the stream down. */
const lingerMs = 15_000;
/** The worker sends at least a keep-alive within this time. */
const silenceMs = 45_000;

class Upstream {
  readonly #organisationId: string;
  readonly #listeners = new Set<LiveListener>();
  #snapshot: LiveSnapshot | null = null;
  #awaySince: string | null = null;
  #stop: AbortController | null = null;
  #linger: NodeJS.Timeout | undefined;

  constructor(organisationId: string) {
    this.#organisationId = organisationId;
  }

  join(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#linger);
    if (this.#snapshot) listener.snapshot(this.#snapshot);
    else if (this.#awaySince) listener.away(this.#awaySince);
    if (!this.#stop) {
      this.#stop = new AbortController();
      void this.#run(this.#stop.signal);
    }
    return () => this.#leave(listener);
  }

  end(): void {
    for (const listener of this.#listeners) listener.end();
    this.#close();
  }

  #leave(listener: LiveListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#linger = setTimeout(() => this.#close(), lingerMs).unref();
  }

  #close(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#snapshot = null;
    this.#awaySince = null;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#follow(signal).catch(() => undefined);
      if (signal.aborted) return;
      this.#isAway();
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }

  /** Until the stream ends, falls silent or a change is missing. */
  async #follow(signal: AbortSignal): Promise<void> {
    const quiet = new AbortController();
    let watch = setTimeout(() => quiet.abort(), silenceMs);
    const response = await fetch(`${workerApi()}/live?organisation=${this.#organisationId}`, {
      headers: { Authorization: `Bearer ${workerSecret()}`, Accept: "text/event-stream" },
      signal: AbortSignal.any([signal, quiet.signal]),
      cache: "no-store",
    });
    if (!response.ok || !response.body) {
      clearTimeout(watch);
      throw new Error(`worker answered ${response.status}`);
    }
    const alive = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        clearTimeout(watch);
        watch = setTimeout(() => quiet.abort(), silenceMs);
        controller.enqueue(piece);
      },
    });
    try {
      for await (const { event, data } of readEvents(response.body.pipeThrough(alive))) {
        if (event === "snapshot") this.#took(JSON.parse(data) as LiveSnapshot);
        else if (event === "change" && !this.#changed(JSON.parse(data) as LiveChange)) return;
      }
    } finally {
      clearTimeout(watch);
      quiet.abort();
    }
  }

  #took(snapshot: LiveSnapshot): void {
    this.#snapshot = snapshot;
    this.#awaySince = null;
    for (const listener of this.#listeners) listener.snapshot(snapshot);
  }

  /** False when a change before this one is missing. */
  #changed(change: LiveChange): boolean {
    const before = this.#snapshot;
    const next = before && applyChange(before, change);
    if (!next) return false;
    if (next === before) return true;
    this.#snapshot = next;
    for (const listener of this.#listeners) listener.change(change, before, next);
    return true;
  }

  #isAway(): void {
    this.#snapshot = null;
    this.#awaySince ??= new Date().toISOString();
    for (const listener of this.#listeners) listener.away(this.#awaySince);
  }
}

const keep = globalThis as typeof globalThis & { jonoLive?: Map<string, Upstream> };

function upstreams(): Map<string, Upstream> {
  if (!keep.jonoLive) {
    const all = new Map<string, Upstream>();
    keep.jonoLive = all;
    // An open stream would keep the server alive after SIGTERM.
    const end = () => {
      for (const upstream of all.values()) upstream.end();
    };
    process.once("SIGTERM", end).once("SIGINT", end);
  }
  return keep.jonoLive;
}

export function joinLive(organisationId: string, listener: LiveListener): () => void {
  const all = upstreams();
  const upstream = all.get(organisationId) ?? new Upstream(organisationId);
  all.set(organisationId, upstream);
  return upstream.join(listener);
}
