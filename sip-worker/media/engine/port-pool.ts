/**
 * RTP ports: the even ones of a range, each with the odd one above it for RTCP (RFC 3550 11). A port that was used rests, so that
 * packets of the call before are not heard by the next; free ports are given in turn, the longest unused first.
 */

export interface PortRange {
  /** Both inclusive. */
  min: number;
  max: number;
}

export class PortPool {
  readonly #restMs: number;
  readonly #free: number[] = [];
  readonly #used = new Set<number>();
  #resting: { port: number; until: number }[] = [];

  constructor(range: PortRange, restMs: number) {
    this.#restMs = restMs;
    for (let port = range.min + (range.min % 2); port + 1 <= range.max; port += 2) this.#free.push(port);
  }

  /** Null when every port is in use or rests. */
  take(nowMs: number): number | null {
    this.#wake(nowMs);
    const port = this.#free.shift();
    if (port === undefined) return null;
    this.#used.add(port);
    return port;
  }

  /** Also for a port that another program holds: it is tried again after the rest. */
  giveBack(port: number, nowMs: number): void {
    if (!this.#used.delete(port)) return;
    this.#resting.push({ port, until: nowMs + this.#restMs });
  }

  #wake(nowMs: number): void {
    const awake = this.#resting.findIndex(({ until }) => until > nowMs);
    const count = awake === -1 ? this.#resting.length : awake;
    for (const { port } of this.#resting.splice(0, count)) this.#free.push(port);
  }
}
