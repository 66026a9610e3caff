/** A time of day as people type it (8, 8.30, 08:30, 0830, 24.00) as the minute of the day; null when it is none. 24.00 is midnight, 0. */
export function minuteOf(typed: string): number | null {
  const match = /^\s*(\d{1,2})(?:[.:]?(\d{2}))?\s*$/.exec(typed);
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return null;
  return (hours % 24) * 60 + minutes;
}
