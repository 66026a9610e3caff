"use client";
/** The one form over all tabs, what is saved of it, and what its ids mean. */
import { createContext, use } from "react";
import { type FieldError, type Resolver, set, type UseFormReturn } from "react-hook-form";
import type { SettingPath } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import type { Directory } from "./directory.ts";

export interface GroupForm {
  form: UseFormReturn<GroupSettings>;
  /** Null while a group is being added. */
  saved: GroupSettings | null;
  groupId: string | null;
  directory: Directory;
  readOnly: boolean;
  /** Shows the field's tab and puts the focus on it. */
  goTo: (path: SettingPath) => void;
}

const FormContext = createContext<GroupForm | null>(null);
export const GroupFormProvider = FormContext;

export function useGroupForm(): GroupForm {
  const form = use(FormContext);
  if (!form) throw new Error("outside of a group's form");
  return form;
}

export const loadSettingsRules = () => import("./settings-rules.ts");

/** The rules of lib/domain; the broken bound goes along with the message key. Without a connection the server is left to judge. */
export const settingsResolver: Resolver<GroupSettings> = async (values) => {
  const rules = await loadSettingsRules().catch(() => null);
  const checked = rules?.checkSettings(values) ?? { ok: true, settings: values };
  if (checked.ok) return { values: checked.settings, errors: {} };
  const errors: Record<string, unknown> = {};
  for (const { path, message, minimum, maximum } of checked.problems.reverse()) {
    set(errors, path, { type: message, message, types: { minimum, maximum } });
  }
  return { values: {}, errors };
};

export interface BrokenRule {
  message: string;
  /** Of `{minimum}` and the like in the message. */
  bounds: Record<string, string | number | undefined>;
}

/** The first broken rule at or below a field, or null. */
export function brokenRule(error: unknown): BrokenRule | null {
  if (typeof error !== "object" || error === null) return null;
  const { message, types } = error as FieldError;
  if (typeof message === "string") return { message, bounds: { ...types } as BrokenRule["bounds"] };
  for (const [key, value] of Object.entries(error)) {
    if (key === "ref") continue;
    const found = brokenRule(value);
    if (found) return found;
  }
  return null;
}
