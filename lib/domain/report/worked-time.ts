/** How long somebody was there for calls: logged in to any of the groups, without pauses. */

/** Milliseconds since 1970; the end does not belong to it. */
export interface Stretch {
  from: number;
  to: number;
}

export function workedSeconds(logins: Stretch[], pauses: Stretch[], within: Stretch): number {
  const present = merged(logins.map((login) => clipped(login, within)));
  const away = merged(pauses.map((pause) => clipped(pause, within)));
  const overlap = present.flatMap((login) => away.map((pause) => length(clipped(pause, login))));
  return (sum(present.map(length)) - sum(overlap)) / 1000;
}

/** Talk and wrap-up of the time worked, 0-100; null: nothing is known of that time. */
export const occupancy = (busySeconds: number, worked: number | null): number | null =>
  worked === null || worked === 0 ? null : Math.min(100, (100 * busySeconds) / worked);

const clipped = (one: Stretch, within: Stretch): Stretch => ({ from: Math.max(one.from, within.from), to: Math.min(one.to, within.to) });
const length = ({ from, to }: Stretch) => Math.max(0, to - from);
const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);

/** Logged in to three groups at once is present once. */
function merged(stretches: Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const one of stretches.filter((stretch) => length(stretch) > 0).toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else result.push({ ...one });
  }
  return result;
}
