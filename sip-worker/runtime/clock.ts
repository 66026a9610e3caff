/** Monotonic time inside, dates only at the border. */
export interface Clock {
  /** Milliseconds, never goes back, unrelated to the date. */
  now(): number;
  /** The date, for records only. */
  date(): Date;
}

export const systemClock: Clock = { now: () => performance.now(), date: () => new Date() };
