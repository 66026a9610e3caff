"use client";
/** A voice menu: greeting, keys, and where it ends otherwise; beside it, what callers would stumble on. */
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { NewAnnouncement } from "@/components/announcements/new-announcement.tsx";
import { DestinationInputs } from "@/components/destinations/destination-inputs.tsx";
import { DraftForm } from "@/components/forms/draft-form.tsx";
import { NumberRow, Row, SelectRow, SwitchRow, TextRow } from "@/components/forms/rows.tsx";
import { type DraftField, useDraft } from "@/components/forms/use-draft.ts";
import { useMayEdit } from "@/components/frame/reader.tsx";
import { useDestinationWords } from "@/components/groups/editor/describe.ts";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Crumb, PageHead } from "@/components/ui/page.tsx";
import { createMenu, menusQuery, saveMenu } from "@/lib/client/menus.ts";
import type { Destination } from "@/lib/domain/destination.ts";
import type { MenuDocument, MenuSettings } from "@/lib/domain/menu.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";
import { MenuChecks } from "./menu-checks.tsx";
import type { MenuDirectory } from "./menu-directory.ts";
import { OptionsRow } from "./options-row.tsx";
import { useMenuDirectory } from "./use-menu-directory.ts";

const DeleteMenu = dynamic(() => import("./delete-menu.tsx").then((module) => module.DeleteMenu), { ssr: false });

const rules = () => import("@/lib/domain/menu.ts").then((module) => module.menuSettings);

const draftOf = ({ id: _id, version: _version, ...settings }: MenuDocument): MenuSettings => settings;

const send = (draft: MenuSettings, record: MenuDocument | null) =>
  record ? saveMenu(record.id, { ...draft, version: record.version }) : createMenu(draft);

const busy: Destination = { kind: "busy" };

const newMenu = (language: Language): MenuSettings => ({
  ...{ name: "", language, greetingId: null, options: [], dialByExtension: false, timeoutSeconds: 8, retries: 2 },
  ...{ timeoutDestination: busy, invalidDestination: busy, noExtensionDestination: busy },
});

interface Props {
  menu: MenuDocument | null;
  directory: MenuDirectory;
  usedBy: string[] | null;
  language: Language;
}

export function MenuForm({ menu, directory, usedBy, language }: Props) {
  const text = useText("menus");
  const common = useText("common");
  const editor = useText("editor");
  const router = useRouter();
  const client = useQueryClient();
  const mayEdit = useMayEdit();
  const [name, setName] = useState(menu?.name ?? "");
  const [deleting, setDeleting] = useState(false);
  const empty = useMemo(() => newMenu(language), [language]);
  const draft = useDraft<MenuSettings, MenuDocument>({
    record: menu,
    draftOf,
    empty,
    rules,
    send,
    added: (saved) => text("menuAdded", { name: saved.name }),
    onSaved: (saved) => {
      setName(saved.name);
      void client.invalidateQueries({ queryKey: menusQuery.queryKey });
      if (!menu) router.push("/menus");
    },
  });
  const others = useMenuDirectory(directory, menu?.id);
  const title = menu ? name : text("addMenu");
  const greetings = [
    { value: "", label: editor("noAnnouncement") },
    ...others.announcements.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const greeting = draft.field("greetingId");
  const destination = (key: "timeoutDestination" | "invalidDestination" | "noExtensionDestination", hint: string) => (
    <DestinationRow field={draft.field(key)} label={text(key)} hint={hint} choices={others} disabled={!mayEdit} />
  );
  return (
    <main id="main" className="page page-editor" tabIndex={-1}>
      <Crumb label={editor("path")} href="/menus" list={text("title")}>
        {title}
      </Crumb>
      <PageHead title={title} subtitle={menu ? undefined : text("addMenuIntro")}>
        {menu && mayEdit && (
          <Button look="danger" icon="trash" onClick={() => setDeleting(true)}>
            {common("delete")}
          </Button>
        )}
      </PageHead>
      <div className="columns-editor">
        <div>
          <DraftForm draft={draft} make={menu ? undefined : { label: text("addMenu"), cancel: "/menus" }}>
            <FormCard id="menu-greeting" title={text("heard")}>
              <TextRow field={draft.field("name")} label={common("name")} disabled={!mayEdit} />
              <SelectRow
                field={{
                  ...greeting,
                  value: greeting.value ?? "",
                  saved: greeting.saved ?? "",
                  change: (id: string) => greeting.change(id || null),
                }}
                label={text("greeting")}
                hint={text("greetingHint")}
                options={greetings}
                beside={<NewAnnouncement label={text("greeting")} meant={{ language }} onMade={greeting.change} />}
                disabled={!mayEdit}
              />
              <SelectRow
                field={draft.field("language")}
                label={text("language")}
                hint={text("languageHint")}
                options={languages.map((value) => ({ value, label: languageNames[value] }))}
                disabled={!mayEdit}
              />
            </FormCard>
            <FormCard id="menu-keys" title={text("keys")} intro={text("keysIntro")}>
              <OptionsRow field={draft.field("options")} choices={others} disabled={!mayEdit} />
              <SwitchRow
                field={draft.field("dialByExtension")}
                label={text("dialByExtension")}
                hint={text("dialByExtensionHint")}
                explain={text("dialByExtensionHelp")}
                disabled={!mayEdit}
              />
              {destination("noExtensionDestination", text("noExtensionHint"))}
            </FormCard>
            <FormCard id="menu-otherwise" title={text("otherwise")}>
              <NumberRow
                field={draft.field("timeoutSeconds")}
                label={text("timeoutSeconds")}
                hint={text("timeoutHint")}
                unit={common("seconds")}
                disabled={!mayEdit}
              />
              <NumberRow
                field={draft.field("retries")}
                label={text("retries")}
                hint={text("retriesHint")}
                unit={text("unitTimes")}
                wide
                disabled={!mayEdit}
              />
              {destination("timeoutDestination", text("timeoutDestinationHint"))}
              {destination("invalidDestination", text("invalidHint"))}
            </FormCard>
          </DraftForm>
        </div>
        <aside aria-label={editor("checks")}>
          <MenuChecks menu={draft.value} menuId={menu?.id ?? null} directory={others} usedBy={usedBy} />
        </aside>
      </div>
      {deleting && menu && (
        <DeleteMenu
          menu={{ id: menu.id, name }}
          usedBy={usedBy ?? []}
          onDone={() => router.push("/menus")}
          onClose={() => setDeleting(false)}
        />
      )}
    </main>
  );
}

interface DestinationRowProps {
  field: DraftField<Destination>;
  label: string;
  hint: string;
  choices: MenuDirectory;
  disabled: boolean;
}

function DestinationRow({ field, label, hint, choices, disabled }: DestinationRowProps) {
  const words = useDestinationWords(choices);
  return (
    <Row field={field} label={label} hint={hint} describe={words}>
      {(aria) => (
        <DestinationInputs
          id={field.id}
          label={label}
          value={field.value}
          onChange={field.change}
          choices={choices}
          aria={aria}
          disabled={disabled}
        />
      )}
    </Row>
  );
}
