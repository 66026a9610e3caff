"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { changedSettings, tabOf } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import { useGroupForm } from "./form-context.tsx";
import { brokenSettings } from "./form-errors.ts";
import type { useSave } from "./use-save.ts";

/** At the lower edge while something is not saved. */
export function SaveBar({ save }: { save: Pick<ReturnType<typeof useSave>, "submit" | "discard" | "busy"> }) {
  const text = useText("editor");
  const common = useText("common");
  const count = useChangeCount();
  useSaveKey(count > 0, save.submit);
  if (count === 0) return null;
  return (
    <>
      <section className="save-bar" aria-label={text("unsaved")}>
        <div className="save-bar-info">
          <span className="save-bar-count" role="status">
            {text("changes", { count })}
          </span>
          <Errors />
        </div>
        <Button onClick={save.discard} disabled={save.busy}>
          {common("discard")}
        </Button>
        <Button look="primary" busy={save.busy} disabled={save.busy} onClick={save.submit}>
          {save.busy ? common("saving") : common("save")}
        </Button>
      </section>
      <LeaveGuard count={count} />
    </>
  );
}

function useChangeCount(): number {
  const { form, saved } = useGroupForm();
  const settings = useWatch({ control: form.control }) as GroupSettings;
  return saved ? changedSettings(saved, settings).length : 0;
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

/** Leaving with changes asks: links of the portal by a dialog, the browser's own ways by its own question. */
function LeaveGuard({ count }: { count: number }) {
  const text = useText("editor");
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a[href]");
      if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0 || staysInEditor(link.pathname)) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname + link.search);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, []);
  if (!wanted) return null;
  const footer = (
    <>
      <Button onClick={() => setWanted(null)}>{text("leaveStay")}</Button>
      <Button look="destroy" onClick={() => router.push(wanted)}>
        {text("leaveGo")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("leaveTitle")} onClose={() => setWanted(null)} footer={footer}>
      <p>{text("leaveText", { count })}</p>
    </Dialog>
  );
}

const editorOf = (path: string) => path.split("/").slice(0, 3).join("/");
const staysInEditor = (path: string) => editorOf(path) === editorOf(location.pathname);
