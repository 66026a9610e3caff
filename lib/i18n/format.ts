/** Numbers, durations, dates and phone numbers as the reader of each language writes them. */
import type { Language } from "./language.ts";

const locale: Record<Language, string> = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };

/** Formats are made once each: to make one takes longer than to write a hundred figures with it. */
function made<Key extends string, T>(make: (key: Key) => T): (key: Key) => T {
  const all = new Map<Key, T>();
  return (key) => {
    const known = all.get(key);
    if (known) return known;
    const fresh = make(key);
    all.set(key, fresh);
    return fresh;
  };
}

const numbers = made((language: Language) => new Intl.NumberFormat(locale[language]));
const collators = made((language: Language) => new Intl.Collator(locale[language], { numeric: true, sensitivity: "base" }));

const parts = {
  date: { day: "numeric", month: "numeric", year: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  timeOfSeconds: { hour: "numeric", minute: "2-digit", second: "2-digit" },
  weekday: { weekday: "long" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
const dates = made((key: `${Language} ${keyof typeof parts} ${string}`) => {
  const [language, part, timeZone] = key.split(" ") as [Language, keyof typeof parts, string];
  return new Intl.DateTimeFormat(locale[language], { timeZone, ...parts[part] });
});

/** 0:08, 12:05, 1:02:00. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** 600 -> "10 min", 90 -> "1 min 30 s", 7200 -> "2 h". */
export function durationInWords(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Math.floor(seconds % 60);
  const parts = [hours && `${hours} h`, minutes && `${minutes} min`, (rest || seconds === 0) && `${rest} s`];
  return parts.filter(Boolean).join(" ");
}

/** Minute of the day as the time of a clock: 16.30 in Finnish and Swedish of Finland, 16:30 in English. */
export function clockTime(minute: number, language: Language): string {
  const hours = Math.floor(minute / 60);
  const minutes = String(minute % 60).padStart(2, "0");
  return language === "en" ? `${String(hours).padStart(2, "0")}:${minutes}` : `${hours}.${minutes}`;
}

export const number = (value: number, language: Language) => numbers(language).format(value);

/** 79 -> "79 %" with a space that does not break. */
export const percent = (value: number, language: Language) => `${number(Math.round(value), language)}\u00a0%`;

export function date(at: string | number | Date, language: Language, timeZone: string): string {
  return dates(`${language} date ${timeZone}`).format(new Date(at));
}

export function time(at: string | number | Date, language: Language, timeZone: string, seconds = false): string {
  return dates(`${language} ${seconds ? "timeOfSeconds" : "time"} ${timeZone}`).format(new Date(at));
}

export function weekdayAndDate(at: string | number | Date, language: Language, timeZone: string): string {
  const day = dates(`${language} weekday ${timeZone}`).format(new Date(at));
  return `${day.charAt(0).toLocaleUpperCase(locale[language])}${day.slice(1)} ${date(at, language, timeZone)}`;
}

/** Names in the order a Finn expects (å, ä, ö last). */
export const byName = (language: Language) => collators(language).compare;

/** 0800123456 -> "0800 123 456", 0451234567 -> "045 123 4567", +358451234567 -> "+358 45 123 4567", 8001 -> "8001". */
export function phoneNumber(digits: string): string {
  if (!/^\+?\d{5,15}$/.test(digits)) return digits;
  if (digits.startsWith("+358")) return `+358 ${phoneNumber(`0${digits.slice(4)}`).slice(1)}`;
  if (digits.startsWith("+")) return `${digits.slice(0, 3)} ${inThrees(digits.slice(3))}`;
  const area = digits.match(/^(0800|0[36]00|0700|116|010|020|029|030|039|04\d|050|0[1-9])/)?.[0];
  if (!area) return inThrees(digits);
  return `${area} ${inThrees(digits.slice(area.length))}`;
}

/** E.164 as most callers stand in the call log: with the 0 of Finland. */
export const asDialled = (number: string): string => (number.startsWith("+358") ? `0${number.slice(4)}` : number);

/** Groups of three and four: 3 3, 3 4, 4 4, 3 3 3. */
function inThrees(digits: string): string {
  const groups: string[] = [];
  let rest = digits;
  while (rest.length > 4) {
    const length = rest.length === 8 ? 4 : rest.length === 5 ? 2 : 3;
    groups.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return [...groups, rest].filter(Boolean).join(" ");
}

/** "Aino Peltola" -> "AP". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase("fi");
}
