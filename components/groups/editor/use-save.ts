"use client";
/** Save, and what can come instead: broken rules, another administrator's save, no connection. Nothing typed is lost. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useOneAtATime } from "@/components/forms/use-one-at-a-time.ts";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { announcementsQuery } from "@/lib/client/announcements.ts";
import { Refusal } from "@/lib/client/api.ts";
import { groupQuery, groupsQuery, saveGroup } from "@/lib/client/groups.ts";
import { ownSave } from "@/lib/client/own-save.ts";
import { usersQuery } from "@/lib/client/users.ts";
import { changedSettings, mergeSettings, type SettingPath, settingsOf, tabs } from "@/lib/domain/group/changes.ts";
import type { GroupDocument, GroupSettings } from "@/lib/domain/group/group.ts";
import { brokenSettings } from "./form-errors.ts";

export interface Conflict {
  mine: GroupSettings;
  theirs: GroupSettings;
  /** Both changed these. */
  conflicts: SettingPath[];
  /** Only the other changed these. */
  taken: SettingPath[];
}

interface Sent {
  settings: GroupSettings;
  /** The form at that moment: spaces and all. */
  typed: GroupSettings;
}

interface Options {
  form: UseFormReturn<GroupSettings>;
  saved: GroupDocument;
  onSaved: (group: GroupDocument) => void;
  goTo: (path: SettingPath) => void;
}

export function useSave({ form, saved, onSaved, goTo }: Options) {
  const text = useText("common");
  const errors = useText("errors");
  const errorText = useErrorText();
  const toast = useToast();
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const [saveOver] = useState(() => ownSave({ contentOf: settingsOf, changed: changedSettings }));
  const mutation = useMutation({
    mutationFn: ({ settings }: Sent) => saveOver(settings, saved, send),
    onSuccess: (group, { typed }) => {
      // What was typed while the save was on its way stays, as a change.
      const { merged } = mergeSettings(typed, form.getValues(), settingsOf(group));
      onSaved(group);
      form.reset(settingsOf(group));
      if (changedSettings(settingsOf(group), merged).length) replaceValues(form, merged);
      client.setQueryData(groupQuery(group.id).queryKey, group);
      void client.invalidateQueries({ queryKey: groupsQuery.queryKey, exact: true });
      toast({ tone: "ok", title: text("saved"), detail: text("savedDetail"), about: "save" });
    },
    onError: (error, sent) => refused(error instanceof Refusal ? error : new Refusal({ code: "unknown" }), sent),
  });

  function refused(refusal: Refusal, sent: Sent) {
    // The dialog over the page asks to sign in; what was typed waits for another Save.
    if (refusal.code === "unauthenticated") return;
    if (refusal.code === "changedByAnother") return meet(refusal.current as GroupDocument, sent);
    const [first] = refusal.fields;
    for (const { path, message, minimum, maximum } of refusal.fields) {
      const values = { minimum, maximum, path: refusal.path.join(" → ") };
      form.setError(path as SettingPath, { type: "server", message: goneWords(path, message), types: values as never });
    }
    // What was deleted meanwhile is shown as such.
    if (refusal.code === "unknownReference") {
      for (const { queryKey } of [usersQuery, announcementsQuery]) void client.invalidateQueries({ queryKey });
    }
    if (first) goTo(settingPath(first.path));
    else toast({ tone: "bad", title: errors("saveFailed"), detail: errorText(refusal.code), about: "save" });
  }

  /** The other's changes come in; where both changed the same, the choice is asked. */
  function meet(current: GroupDocument, { settings, typed }: Sent) {
    // As the rules write it: a space at the end is no other value than his.
    const mine = mergeSettings(typed, form.getValues(), settings).merged;
    const theirs = settingsOf(current);
    const { merged, conflicts, taken } = mergeSettings(settingsOf(saved), mine, theirs);
    onSaved(current);
    form.reset(theirs);
    replaceValues(form, merged);
    setConflict({ mine: merged, theirs, conflicts, taken });
  }

  const attempt = form.handleSubmit(
    (settings) => mutation.mutateAsync({ settings, typed: structuredClone(form.getValues()) }).catch(() => undefined),
    (broken) => {
      const [first] = brokenSettings(broken);
      if (first) goTo(first[0]);
    },
  );
  const submit = useOneAtATime(attempt);
  const discard = () => form.reset(settingsOf(saved));
  const settle = (settings: GroupSettings) => {
    replaceValues(form, settings);
    setConflict(null);
  };
  return { submit: () => void submit(), discard, busy: mutation.isPending, conflict, settle };
}

const send = (settings: GroupSettings, { id, version }: GroupDocument) => saveGroup(id, { ...settings, version });

/** One of many who was deleted is taken out, not chosen anew. */
const goneWords = (path: string, message: string) =>
  message === "errors.unknownReference" && ["members.members", "members.supervisors"].includes(path) ? "errors.personGone" : message;

const settingPath = (path: string) => path.split(".").slice(0, 2).join(".") as SettingPath;

function replaceValues(form: UseFormReturn<GroupSettings>, settings: GroupSettings): void {
  for (const tab of tabs) form.setValue(tab, settings[tab], { shouldDirty: true });
}
