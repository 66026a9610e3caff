/** A service group as one document: what the form edits, the API carries and the worker compiles. */
import * as z from "zod";
import { id, version } from "../bounded.ts";
import { announcementSettings } from "./announcements.ts";
import { callbackSettings } from "./callback.ts";
import { generalSettings } from "./general.ts";
import { hoursSettings } from "./hours.ts";
import { memberSettings } from "./members.ts";
import { queueSettings } from "./queue.ts";

export const groupSettings = z.object({
  general: generalSettings,
  queue: queueSettings.prefault({}),
  members: memberSettings.prefault({}),
  announcements: announcementSettings.prefault({}),
  callback: callbackSettings.prefault({}),
  hours: hoursSettings.prefault({}),
});
/** Every setting, defaults filled in. */
export type GroupSettings = z.output<typeof groupSettings>;
/** What may be sent: a setting that is left out gets its default. */
export type GroupSettingsInput = z.input<typeof groupSettings>;

export const groupDocument = groupSettings.extend({ id, version });
export type GroupDocument = z.output<typeof groupDocument>;

/** The body of a PUT: the settings and the version that was read. */
export const groupUpdate = groupSettings.extend({ version });
export type GroupUpdate = z.output<typeof groupUpdate>;
