/** Timer values of RFC 3261 table 4, in milliseconds. */
export interface TimerValues {
  readonly t1: number;
  readonly t2: number;
  readonly t4: number;
}

export const standardTimers: TimerValues = { t1: 500, t2: 4_000, t4: 5_000 };

/** 64*T1: timers B, F, H, J, L, M and D at their least. */
export const timeoutMs = (timers: TimerValues): number => 64 * timers.t1;

export interface TransactionSettings {
  /** The transport delivers or fails (TCP, TLS, WebSocket): no retransmissions of ours, no waiting for those of the peer. */
  readonly reliable: boolean;
  readonly timers: TimerValues;
}

/** The earlier of two deadlines; null is never. */
export function earlier(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
