"use client";
/** A document's form: its cards, then the save bar, or the button that makes a new one. */
import type { ReactNode } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button, ButtonLink } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Strip } from "@/components/ui/page.tsx";
import { focusField } from "./focus-field.ts";
import { LeaveGuard } from "./leave-guard.tsx";
import { UnsavedBar } from "./unsaved-bar.tsx";
import type { Draft } from "./use-draft.ts";

interface Props<T extends object> {
  draft: Draft<T>;
  /** Given: it is being made, and this is what its button says. */
  make?: { label: string; cancel: string };
  children: ReactNode;
}

export function DraftForm<T extends object>({ draft, make, children }: Props<T>) {
  const text = useText("editor");
  const common = useText("common");
  const [first] = draft.problems;
  return (
    <>
      {draft.merged && (
        <Strip tone="info" icon="groups">
          {common(draft.conflicts.length ? "othersBoth" : "othersSaved")}
        </Strip>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          draft.submit();
        }}
      >
        {children}
        {make && (
          <div className="form-foot">
            <ButtonLink href={make.cancel}>{common("cancel")}</ButtonLink>
            <Button look="primary" type="submit" busy={draft.busy} disabled={draft.busy}>
              {make.label}
            </Button>
          </div>
        )}
        {/* Enter in a field saves: a form without a submit button would not. */}
        {!make && <button type="submit" hidden tabIndex={-1} aria-hidden="true" />}
      </form>
      {make && draft.changes.length > 0 && !draft.busy && <LeaveGuard count={draft.changes.length} />}
      {!make && (
        <UnsavedBar count={draft.changes.length} busy={draft.busy} submit={draft.submit} discard={draft.discard}>
          {first && (
            <button type="button" className="link state tone-bad small" onClick={() => focusField(first.path)}>
              <Icon name="error" />
              <span>{text("errors", { count: draft.problems.length })}</span>
            </button>
          )}
        </UnsavedBar>
      )}
    </>
  );
}
