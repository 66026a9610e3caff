"use client";
/** Type, name, number, first members; everything else gets its default, or the copied group's values. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { useOneAtATime } from "@/components/forms/use-one-at-a-time.ts";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button, ButtonLink } from "@/components/ui/button.tsx";
import { Field, FormCard } from "@/components/ui/field.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { PageHead } from "@/components/ui/page.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { groupCreation, groupsQuery } from "@/lib/client/groups.ts";
import { numbersQuery } from "@/lib/client/numbers.ts";
import type { SettingPath } from "@/lib/domain/group/changes.ts";
import type { GroupSettings } from "@/lib/domain/group/group.ts";
import type { Directory } from "./editor/directory.ts";
import { TextField } from "./editor/fields.tsx";
import { type GroupForm, GroupFormProvider, loadSettingsRules, settingsResolver, useGroupForm } from "./editor/form-context.tsx";
import { NumberIdField, TypeField } from "./editor/general-tab.tsx";
import { useDirectory } from "./editor/use-directory.ts";
import { useSetting } from "./editor/use-setting.ts";
import { UserPicker } from "./members/user-picker.tsx";

interface Props {
  settings: GroupSettings;
  directory: Directory;
  copyOf: string | null;
}

const focusOn = (path: string) => document.getElementById(path)?.focus();

export function AddGroup({ settings, directory: initial, copyOf }: Props) {
  const text = useText("groups");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const router = useRouter();
  const client = useQueryClient();
  const directory = useDirectory(initial);
  const form = useForm<GroupSettings>({ defaultValues: settings, resolver: settingsResolver, mode: "onTouched", shouldFocusError: false });
  useEffect(() => void loadSettingsRules().catch(() => undefined), []);
  const context = useMemo<GroupForm>(
    () => ({ form, saved: null, groupId: null, directory, readOnly: false, goTo: focusOn }),
    [form, directory],
  );
  const [createOnce] = useState(groupCreation);
  const digitsOf = (numberId: string) => directory.numbers.find(({ id }) => id === numberId)?.digits ?? "";
  const create = useMutation({
    mutationFn: (settings: GroupSettings) => createOnce(settings, digitsOf(settings.general.numberId)),
    onSuccess: (group) => {
      void client.invalidateQueries({ queryKey: groupsQuery.queryKey });
      void client.invalidateQueries({ queryKey: numbersQuery.queryKey });
      toast({ tone: "ok", title: text("created", { name: group.general.name }), about: "create" });
      router.push(`/groups/${group.id}/queue`);
    },
    onError: (error) => {
      const refusal = error instanceof Refusal ? error : new Refusal({ code: "unknown" });
      for (const { path, message } of refusal.fields) form.setError(path as SettingPath, { type: "server", message });
      const [first] = refusal.fields;
      if (first) focusOn(first.path);
      else toast({ tone: "bad", title: errorText(refusal.code), about: "create" });
    },
  });
  const attempt = form.handleSubmit(
    (values) => create.mutateAsync(values).catch(() => undefined),
    ({ general }) => focusOn(general?.name ? "general.name" : "general.numberId"),
  );
  const submit = useOneAtATime(attempt);
  return (
    <GroupFormProvider value={context}>
      <main id="main" className="page page-narrow" tabIndex={-1}>
        <nav className="crumb" aria-label={useText("editor")("path")}>
          <Link href="/groups">{text("title")}</Link>
          <Icon name="chevronRight" size="xs" />
          <span>{text("addTitle")}</span>
        </nav>
        <PageHead title={text("addTitle")} subtitle={copyOf ? text("copying", { name: copyOf }) : text("addIntro")} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
          noValidate
        >
          <FormCard id="add-basics" title={useText("editor")("basics")}>
            <TypeField />
            <TextField path="general.name" most={80} />
            <NumberIdField />
          </FormCard>
          <FormCard id="add-members" title={text("firstMembers")} intro={text("firstMembersHint")}>
            <FirstMembers />
          </FormCard>
          <div className="form-foot">
            <ButtonLink href="/groups">{common("cancel")}</ButtonLink>
            <Button look="primary" type="submit" busy={create.isPending} disabled={create.isPending}>
              {text("addSubmit")}
            </Button>
          </div>
        </form>
      </main>
    </GroupFormProvider>
  );
}

function FirstMembers() {
  const { directory } = useGroupForm();
  const setting = useSetting("members.members");
  const chosen = setting.value.map((member) => member.userId);
  const choose = (userIds: string[]) =>
    setting.change(
      userIds.map((userId) => setting.value.find((member) => member.userId === userId) ?? { userId, skillLevel: 3, ringOrder: null }),
    );
  return (
    <Field id={setting.id} label={setting.texts.label} help={setting.key} error={setting.error} group>
      <UserPicker users={directory.users.filter((user) => user.active)} chosen={chosen} onChange={choose} label={setting.texts.label} />
    </Field>
  );
}
