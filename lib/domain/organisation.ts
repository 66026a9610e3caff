/** What an organisation decides for all of its groups (portal.md, "Organisation"). */
import * as z from "zod";
import { text, version, wholeNumber } from "./bounded.ts";
import { outsideClasses } from "./outside-classes.ts";

/** 0 = kept for ever. */
const retentionDays = wholeNumber(0, 3650);

const knownTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

/** A status of the organisation's own: its name, and the colour that decides whether calls come. */
const presenceStatus = z.object({ presence: z.enum(["available", "away", "busy"], "errors.invalid"), name: text(1, 30) });
export type PresenceStatus = z.output<typeof presenceStatus>;

const sameName = (a: PresenceStatus, b: PresenceStatus) => a.name.toLocaleLowerCase("fi") === b.name.toLocaleLowerCase("fi");

/** Empty: the three ordinary ones. */
const presenceNames = z
  .array(presenceStatus)
  .max(12, "errors.tooMany")
  .refine((all) => all.every((one, index) => all.findIndex((other) => sameName(one, other)) === index), "errors.nameTwice")
  .refine((all) => all.length === 0 || all.some(({ presence }) => presence === "available"), "errors.presenceAvailable");

export const organisationSettings = z.object({
  name: text(1, 80),
  language: z.enum(["fi", "sv", "en"], "errors.invalid"),
  /** IANA name: opening hours and reports are of that place. */
  timeZone: z.string("errors.text").trim().max(64, "errors.timeZone").refine(knownTimeZone, "errors.timeZone"),
  presenceNames,
  /** Pause between two attempts to reach a customer. */
  callbackRetryMinutes: wholeNumber(1, 1440),
  /** Most callback requests taken in a day; 0 = none. */
  callbackDailyCap: wholeNumber(0, 100_000),
  serviceLevelTargetPercent: wholeNumber(1, 100),
  /** Kinds of numbers that calls may leave for. */
  allowedNumberClasses: z.array(z.enum(outsideClasses, "errors.invalid")).max(outsideClasses.length, "errors.tooMany"),
  retentionDaysCalls: retentionDays,
  /** Of recordings and messages. */
  retentionDaysMessages: retentionDays,
});
export const organisationUpdate = organisationSettings.extend({ version });
export type OrganisationSettings = z.output<typeof organisationSettings>;
export type OrganisationUpdate = z.output<typeof organisationUpdate>;

export interface OrganisationDocument extends OrganisationSettings {
  version: number;
}
