"use client";
import { useFormState, useWatch } from "react-hook-form";
import { UnsavedBar } from "@/components/forms/unsaved-bar.tsx";
import { useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { changedSettings, tabOf } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import { useGroupForm } from "./form-context.tsx";
import { brokenSettings } from "./form-errors.ts";
import type { useSave } from "./use-save.ts";

/** At the lower edge while something is not saved. */
export function SaveBar({ save }: { save: Pick<ReturnType<typeof useSave>, "submit" | "discard" | "busy"> }) {
  return (
    <UnsavedBar count={useChangeCount()} busy={save.busy} submit={save.submit} discard={save.discard} staysIn={partsOfEditor}>
      <Errors />
    </UnsavedBar>
  );
}

/** "/groups/ID": the tabs are one place. */
const partsOfEditor = 3;

function useChangeCount(): number {
  const { form, saved } = useGroupForm();
  const settings = useWatch({ control: form.control }) as GroupSettings;
  return saved ? changedSettings(saved, settings).length : 0;
}

function Errors() {
  const text = useText("editor");
  const { form, goTo } = useGroupForm();
  const { errors } = useFormState({ control: form.control });
  const broken = brokenSettings(errors);
  const [first] = broken;
  if (!first) return null;
  return (
    <button type="button" className="link state tone-bad small" onClick={() => goTo(first[0])}>
      <Icon name="error" />
      <span>
        {text("errors", { count: broken.length })}
        <span className="wide-only">{text("errorIn", { tab: text(tabOf(first[0])) })}</span>
      </span>
    </button>
  );
}
