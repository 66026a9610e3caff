import { localTime, offsetAt } from "./opening-hours.ts";

const dayMs = 86_400_000;

/**
 * The instant at which the clock on the wall shows this: the first of two, when the hour comes twice; so much after the jump as it would
 * have been after it, when the time does not exist. `date`: YYYY-MM-DD, `minute` of the day.
 */
export function localInstant(date: string, minute: number, timeZone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
  const offsets = [offsetAt(wanted - dayMs, timeZone), offsetAt(wanted + dayMs, timeZone)];
  const instants = offsets.map((offset) => wanted - offset).sort((a, b) => a - b);
  const shown = instants.find((instant) => {
    const local = localTime(new Date(instant), timeZone);
    return local.date === date && local.minute === minute;
  });
  return new Date(shown ?? wanted - offsets[0]!);
}
