import { describe, expect, test } from "vitest";
import { dailyPlaces, settingsPlaces } from "../../components/frame/places.ts";
import { minuteOf } from "./clock-input.ts";
import type { Dictionary } from "./dictionary.ts";
import { en } from "./en/en.ts";
import { enPages } from "./en/en-pages.ts";
import { settingHelp as enHelp } from "./en/setting-help.ts";
import { fi } from "./fi/fi.ts";
import { fiPages } from "./fi/fi-pages.ts";
import { settingHelp } from "./fi/setting-help.ts";
import { duration, durationInWords, initials, phoneNumber } from "./format.ts";
import { preferredLanguage } from "./language.ts";
import type { SettingHelp, SettingKey, SettingTexts } from "./settings.ts";
import { settingHelp as svHelp } from "./sv/setting-help.ts";
import { sv } from "./sv/sv.ts";
import { svPages } from "./sv/sv-pages.ts";
import type { Entry } from "./translate.ts";
import { texts } from "./translate.ts";

const forms = (entry: Entry) => (typeof entry === "string" ? [entry] : [entry.one, entry.other]);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();

const { settings: _settings, ...sections } = { ...fi, ...fiPages };
const keys = Object.entries(sections).flatMap(([section, entries]) => Object.keys(entries).map((key) => [section, key] as const));

describe.each([
  ["sv", { ...sv, ...svPages }, svHelp],
  ["en", { ...en, ...enPages }, enHelp],
] as [string, Dictionary, Record<SettingKey, SettingHelp>][])("%s", (_name, dictionary, help) => {
  test("has the placeholders of the Finnish text everywhere", () => {
    for (const [section, key] of keys) {
      const finnish = (sections as unknown as Record<string, Record<string, Entry>>)[section]?.[key] as Entry;
      const other = (dictionary as unknown as Record<string, Record<string, Entry>>)[section]?.[key] as Entry;
      expect(forms(other).map(placeholders), `${section}.${key}`).toEqual(forms(finnish).map(placeholders));
    }
  });

  test("says of each setting what the Finnish says", () => {
    for (const [key, entry] of Object.entries(fi.settings) as [SettingKey, SettingTexts][]) {
      expect(Object.keys(dictionary.settings[key]), key).toEqual(Object.keys(entry));
      expect(Object.keys(help[key]), key).toEqual(Object.keys(settingHelp[key]));
    }
  });
});

test("counts choose the form", () => {
  const text = texts("fi", fi.editor);
  expect(text("changes", { count: 1 })).toBe("1 muutos");
  expect(text("changes", { count: 3 })).toBe("3 muutosta");
});

test.each([
  ["8001", "8001"],
  ["0800123456", "0800 123 456"],
  ["0451234567", "045 123 4567"],
  ["0900003300", "09 0000 3300"],
  ["+358451234567", "+358 45 123 4567"],
  ["anonymous", "anonymous"],
])("phone number %s is written %s", (digits, written) => {
  expect(phoneNumber(digits)).toBe(written);
});

test("durations in tables and in text", () => {
  expect([0, 8, 65, 725, 3720].map(duration)).toEqual(["0:00", "0:08", "1:05", "12:05", "1:02:00"]);
  expect([0, 45, 90, 600, 7200].map(durationInWords)).toEqual(["0 s", "45 s", "1 min 30 s", "10 min", "2 h"]);
});

test.each([
  ["8", 480],
  ["8.30", 510],
  ["08:30", 510],
  ["0830", 510],
  ["24.00", 0],
  ["25", null],
  ["8.75", null],
  ["kahdeksan", null],
])("the time %s is minute %s of the day", (typed, minute) => {
  expect(minuteOf(typed)).toBe(minute);
});

test.each([
  ["fi", { ...fi, ...fiPages }],
  ["sv", { ...sv, ...svPages }],
  ["en", { ...en, ...enPages }],
] as [string, Dictionary][])(
  "%s: no two places of the portal, and no two kinds of the audit log, have the same name",
  (_name, dictionary) => {
    const places = [...dailyPlaces, ...settingsPlaces].map(({ text }) => dictionary.frame[text]);
    const kinds = Object.entries(dictionary.lists).flatMap(([key, words]) => (/^kind[A-Z]/.test(key) ? [words] : []));
    for (const names of [places, kinds]) expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  },
);

test("initials of one and several names", () => {
  expect(["Aino Peltola", "Pääkäyttäjä", "Anna-Liisa von Essen", ""].map(initials)).toEqual(["AP", "P", "AE", ""]);
});

test("the browser's wish decides when nothing was chosen", () => {
  expect(preferredLanguage("de-DE,sv-FI;q=0.8,en;q=0.9")).toBe("en");
  expect(preferredLanguage("sv")).toBe("sv");
  expect(preferredLanguage(null)).toBe("fi");
});
