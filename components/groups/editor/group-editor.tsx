"use client";
/** One form over all tabs: a change of tab is a change of address only, nothing is fetched and nothing is lost. */
import { usePathname } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { type SettingPath, settingsOf, type Tab, tabOf, tabs } from "@/lib/domain/group/changes.ts";
import type { GroupDocument, GroupSettings } from "@/lib/domain/group/group.ts";
import type { MembersPart } from "../members/members-tab.tsx";
import type { Directory } from "./directory.ts";
import { EditorHead } from "./editor-head.tsx";
import { EditorTabs } from "./editor-tabs.tsx";
import { type GroupForm, GroupFormProvider, settingsResolver } from "./form-context.tsx";
import {
  AnnouncementsTab,
  CallbackTab,
  ConflictDialog,
  EditorAside,
  GeneralTab,
  HoursTab,
  loadEverything,
  MembersTab,
  QueueTab,
} from "./lazy-parts.ts";
import { SaveBar } from "./save-bar.tsx";
import { useDirectory } from "./use-directory.ts";
import { useSave } from "./use-save.ts";

interface Props {
  group: GroupDocument;
  directory: Directory;
}

export function GroupEditor({ group, directory: initial }: Props) {
  const text = useText("editor");
  const directory = useDirectory(initial);
  const readOnly = !useMayEdit();
  const [saved, setSaved] = useState(group);
  const [part, setPart] = useState<MembersPart>("list");
  const settings = useMemo(() => settingsOf(saved), [saved]);
  const form = useForm<GroupSettings>({ defaultValues: settings, resolver: settingsResolver, mode: "onChange", shouldFocusError: false });
  const [tab, showTab] = useTab(group.id);
  const goTo = useGoTo(showTab, setPart);
  const save = useSave({ form, saved, onSaved: setSaved, goTo });
  useEffect(loadEverything, []);

  const context = useMemo<GroupForm>(
    () => ({ form, saved: settings, groupId: group.id, directory, readOnly, goTo }),
    [form, settings, group.id, directory, readOnly, goTo],
  );
  return (
    <GroupFormProvider value={context}>
      <main id="main" className="page page-editor" tabIndex={-1}>
        <EditorHead group={saved} />
        <EditorTabs groupId={group.id} tab={tab} onTab={showTab} />
        <div className="columns-editor">
          <div>
            {tab === "general" && <GeneralTab />}
            {tab === "queue" && <QueueTab />}
            {tab === "members" && <MembersTab part={part} onPart={setPart} />}
            {tab === "announcements" && <AnnouncementsTab />}
            {tab === "callback" && <CallbackTab />}
            {tab === "hours" && <HoursTab />}
          </div>
          <aside aria-label={text("effect")}>
            <EditorAside tab={tab} onMemberSettings={() => setPart("settings")} />
          </aside>
        </div>
      </main>
      {!readOnly && <SaveBar save={save} />}
      {save.conflict && <ConflictDialog conflict={save.conflict} onDone={save.settle} />}
    </GroupFormProvider>
  );
}

/** The tab in the address. */
function useTab(groupId: string): [Tab, (tab: Tab) => void] {
  const path = usePathname();
  const named = path.split("/")[3];
  const tab = tabs.find((candidate) => candidate === named) ?? "queue";
  const show = useCallback((next: Tab) => window.history.pushState(null, "", `/groups/${groupId}/${next}`), [groupId]);
  return [tab, show];
}

/** Shows the field's tab and part, then focuses the field once it is there. */
function useGoTo(showTab: (tab: Tab) => void, setPart: (part: MembersPart) => void) {
  const frame = useRef(0);
  return useCallback(
    (path: SettingPath) => {
      showTab(tabOf(path));
      if (tabOf(path) === "members") setPart(path === "members.members" ? "list" : "settings");
      cancelAnimationFrame(frame.current);
      let tries = 0;
      const look = () => {
        const field = document.getElementById(path) ?? document.getElementById(`${path}-label`);
        tries += 1;
        if (!field && tries < 60) frame.current = requestAnimationFrame(look);
        field?.focus();
        field?.scrollIntoView({ block: "center" });
      };
      frame.current = requestAnimationFrame(look);
    },
    [showTab, setPart],
  );
}
