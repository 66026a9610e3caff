import type { Core } from "../dictionary.ts";
import { common } from "./common.ts";
import { editor } from "./editor.ts";
import { errors } from "./errors.ts";
import { frame } from "./frame.ts";
import { groups } from "./groups.ts";
import { settings } from "./settings.ts";
import { states } from "./states.ts";

export const en: Core = { common, frame, errors, states, groups, editor, settings };
