"use client";
/** A draft in a dialog: what somebody else saved meanwhile is said, Enter saves. */
import type { ReactNode } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";

interface Props {
  title: string;
  wide?: boolean;
  /** It is not there yet. */
  adds: boolean;
  draft: { busy: boolean; merged: boolean; conflicts: readonly unknown[]; submit: () => void };
  onClose: () => void;
  children: ReactNode;
}

export function DraftDialog({ title, wide, adds, draft, onClose, children }: Props) {
  const common = useText("common");
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={draft.busy} disabled={draft.busy} onClick={draft.submit}>
        {common(adds ? "add" : "save")}
      </Button>
    </>
  );
  return (
    <Dialog wide={wide} title={title} onClose={onClose} footer={footer}>
      {draft.merged && <p role="status">{common(draft.conflicts.length ? "othersBoth" : "othersSaved")}</p>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          draft.submit();
        }}
      >
        {children}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
