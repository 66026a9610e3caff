/** Monotonic time inside, dates only at the border. */
export interface Clock {
  /** Milliseconds, never goes back, unrelated to the date. */
  now(): number;
  /** The date, for records only. */
  date(): Date;
}

/** The date of an instant of the clock. */
export const dateOf = (clock: Clock, instant: number): Date => new Date(clock.date().getTime() - (clock.now() - instant));

export const systemClock: Clock = { now: () => performance.now(), date: () => new Date() };
