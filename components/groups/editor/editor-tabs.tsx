"use client";
import Link from "next/link";
import { Fragment, type MouseEvent, useEffect, useRef } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { useText } from "@/components/language/texts.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { changedSettings, type Tab, tabOf, tabs } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import { useGroupForm } from "./form-context.tsx";
import { brokenSettings } from "./form-errors.ts";

/** Real addresses, shown without asking the server: the whole form is here already. */
export function EditorTabs({ groupId, tab: shown, onTab }: { groupId: string; tab: Tab; onTab: (tab: Tab) => void }) {
  const text = useText("editor");
  const marks = useMarks();
  const strip = useStrip(shown);
  const press = (event: MouseEvent, tab: Tab) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onTab(tab);
  };
  return (
    <nav className="tabs" ref={strip} aria-label={text("tabs")}>
      {tabs.map((tab) => (
        <Link
          key={tab}
          className="tab"
          href={`/groups/${groupId}/${tab}`}
          prefetch={false}
          aria-current={tab === shown ? "page" : undefined}
          onClick={(event) => press(event, tab)}
        >
          {text(tab)}
          <Marks errors={marks[tab].errors} changed={marks[tab].changed} />
        </Link>
      ))}
    </nav>
  );
}

/** On narrow screens the tabs are a strip: it stands so that the present one is seen. The page itself does not move. */
function useStrip(shown: Tab) {
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const now = strip.current?.querySelector<HTMLElement>(`[href$="/${shown}"]`);
    if (!strip.current || !now) return;
    strip.current.scrollLeft = now.offsetLeft - strip.current.offsetLeft - (strip.current.clientWidth - now.offsetWidth) / 2;
  }, [shown]);
  return strip;
}

function Marks({ errors, changed }: { errors: number; changed: boolean }) {
  const text = useText("editor");
  if (errors > 0) {
    return (
      <span className="mark">
        <Icon name="error" size="s" />
        <span aria-hidden="true">{errors}</span>
        <span className="sr-only">{text("tabErrors", { count: errors })}</span>
      </span>
    );
  }
  if (!changed) return null;
  return (
    <Fragment>
      <span className="dot" aria-hidden="true" />
      <span className="sr-only">{text("tabChanged")}</span>
    </Fragment>
  );
}

function useMarks(): Record<Tab, { errors: number; changed: boolean }> {
  const { form, saved } = useGroupForm();
  const settings = useWatch({ control: form.control }) as GroupSettings;
  const { errors } = useFormState({ control: form.control });
  const broken = brokenSettings(errors).map(([path]) => tabOf(path));
  const changed = new Set(saved ? changedSettings(saved, settings).map(tabOf) : []);
  const mark = (tab: Tab) => ({ errors: broken.filter((other) => other === tab).length, changed: changed.has(tab) });
  return Object.fromEntries(tabs.map((tab) => [tab, mark(tab)])) as Record<Tab, ReturnType<typeof mark>>;
}
