import { common } from "./common.ts";
import { editor } from "./editor.ts";
import { errors } from "./errors.ts";
import { frame } from "./frame.ts";
import { groups } from "./groups.ts";
import { settings } from "./settings.ts";
import { states } from "./states.ts";

/** The pattern of the other two: a key that is missing there does not compile. On every page. */
export const fi = { common, frame, errors, states, groups, editor, settings };
