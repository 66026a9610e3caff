/**
 * Each tab is a script of its own: the page brings the one that is looked at, the others follow when the browser has nothing else to
 * do, so that a change of tab shows at once.
 */
import dynamic from "next/dynamic";
import { onceLoaded } from "@/lib/client/once-loaded.ts";
import { loadSettingsRules } from "./form-context.tsx";

const parts = {
  general: () => import("./general-tab.tsx").then((module) => module.GeneralTab),
  queue: () => import("./queue-tab.tsx").then((module) => module.QueueTab),
  members: () => import("../members/members-tab.tsx").then((module) => module.MembersTab),
  announcements: () => import("./announcements-tab.tsx").then((module) => module.AnnouncementsTab),
  callback: () => import("./callback-tab.tsx").then((module) => module.CallbackTab),
  hours: () => import("../hours/hours-tab.tsx").then((module) => module.HoursTab),
  aside: () => import("./editor-aside.tsx").then((module) => module.EditorAside),
  conflict: () => import("./conflict-dialog.tsx").then((module) => module.ConflictDialog),
};
const loadMemberLists = () => import("../members/member-lists.tsx");

export const GeneralTab = dynamic(parts.general);
export const QueueTab = dynamic(parts.queue);
export const MembersTab = dynamic(parts.members);
export const AnnouncementsTab = dynamic(parts.announcements);
export const CallbackTab = dynamic(parts.callback);
export const HoursTab = dynamic(parts.hours);
/** Drawn in the browser: it follows the form, and the form can be read before it. */
export const EditorAside = dynamic(parts.aside, { ssr: false });
export const ConflictDialog = dynamic(parts.conflict, { ssr: false });

/** Begins once the page stands; returns how to stop. What fails is asked for again when it is needed. */
export const loadEverything = (): (() => void) =>
  onceLoaded(() => {
    for (const part of [loadSettingsRules, ...Object.values(parts), loadMemberLists]) part().catch(() => undefined);
  });
