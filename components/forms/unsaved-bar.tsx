"use client";
/** At the lower edge while something is not saved. */
import { type ReactNode, useEffect } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { LeaveGuard } from "./leave-guard.tsx";

interface Props {
  count: number;
  busy: boolean;
  submit: () => void;
  discard: () => void;
  /** See {@link LeaveGuard}. */
  staysIn?: number;
  /** The errors, with a way to the first. */
  children?: ReactNode;
}

export function UnsavedBar({ count, busy, submit, discard, staysIn, children }: Props) {
  const text = useText("editor");
  const common = useText("common");
  useSaveKey(count > 0, submit);
  if (count === 0) return null;
  return (
    <>
      <section className="save-bar" aria-label={text("unsaved")}>
        <div className="save-bar-info">
          <span className="save-bar-count" role="status">
            {text("changes", { count })}
          </span>
          {children}
        </div>
        <Button onClick={discard} disabled={busy}>
          {common("discard")}
        </Button>
        <Button look="primary" busy={busy} disabled={busy} onClick={submit}>
          {busy ? common("saving") : common("save")}
        </Button>
      </section>
      <LeaveGuard count={count} staysIn={staysIn} />
    </>
  );
}

/** Ctrl or Cmd + S. */
function useSaveKey(active: boolean, submit: () => void) {
  useEffect(() => {
    if (!active) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      submit();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [active, submit]);
}
