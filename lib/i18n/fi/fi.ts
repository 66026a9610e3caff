import { announcements } from "./announcements.ts";
import { calls } from "./calls.ts";
import { checks } from "./checks.ts";
import { common } from "./common.ts";
import { editor } from "./editor.ts";
import { errors } from "./errors.ts";
import { frame } from "./frame.ts";
import { groups } from "./groups.ts";
import { journey } from "./journey.ts";
import { lists } from "./lists.ts";
import { live } from "./live.ts";
import { settings } from "./settings.ts";
import { signIn } from "./sign-in.ts";
import { states } from "./states.ts";

/** The pattern of the other two: a key that is missing there does not compile. */
export const fi = { common, frame, signIn, errors, states, groups, editor, journey, checks, live, calls, announcements, lists, settings };
