"use client";
/** Who a person is, what he may, and the phones that ring for him. */
import { useQueryClient } from "@tanstack/react-query";
import { DraftForm } from "@/components/forms/draft-form.tsx";
import { ChoiceRow, Row, SelectRow, SwitchRow, TextRow } from "@/components/forms/rows.tsx";
import { type DraftField, useDraft } from "@/components/forms/use-draft.ts";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Input, Segmented } from "@/components/ui/inputs.tsx";
import { createUser, saveUser, type UserRecord, userQuery, usersQuery } from "@/lib/client/users.ts";
import type { UserSettings } from "@/lib/domain/user.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";

const rules = () => import("@/lib/domain/user.ts").then((module) => module.userSettings);

const send = (draft: UserSettings, record: UserRecord | null) =>
  record ? saveUser(record.id, { ...draft, version: record.version }) : createUser(draft);

export function draftOf({ name, email, extension, role, profile, language, active, devices }: UserRecord): UserSettings {
  const device = (kind: string) => devices.find((candidate) => candidate.kind === kind);
  const sip = (kind: string) => {
    const found = device(kind);
    return found ? { enabled: found.enabled } : null;
  };
  const mobile = device("mobile");
  return {
    ...{ name, email, extension, role, profile, language, active },
    mobile: mobile ? { enabled: mobile.enabled, number: mobile.mobileNumber ?? "" } : null,
    workstation: sip("workstation"),
    ipPhone: sip("ipPhone"),
  };
}

const newUser = (language: Language): UserSettings => ({
  ...{ name: "", email: "", extension: "", role: "member", profile: "multi", language, active: true },
  mobile: null,
  workstation: null,
  ipPhone: { enabled: true },
});

interface Props {
  user: UserRecord | null;
  /** Of a new user. */
  language: Language;
  onSaved?: (user: UserRecord) => void;
}

export function UserForm({ user, language, onSaved }: Props) {
  const text = useText("users");
  const lists = useText("lists");
  const frame = useText("frame");
  const states = useText("states");
  const client = useQueryClient();
  const self = useSignedIn().userId === user?.id;
  const draft = useDraft<UserSettings, UserRecord>({
    record: user,
    draftOf,
    empty: newUser(language),
    rules,
    send,
    added: (saved) => text("added", { name: saved.name }),
    onSaved: (saved) => {
      client.setQueryData(userQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: usersQuery.queryKey, exact: true });
      onSaved?.(saved);
    },
  });
  const multi = draft.value.profile === "multi";
  return (
    <DraftForm draft={draft} make={user ? undefined : { label: text("create"), cancel: "/users" }}>
      <FormCard id="user-person" title={text("person")}>
        <TextRow field={draft.field("name")} label={text("name")} />
        <TextRow field={draft.field("email")} type="email" label={lists("email")} hint={text("emailHint")} />
        <TextRow field={draft.field("extension")} label={lists("extension")} hint={text("extensionHint")} explain={text("extensionHelp")} />
        <SelectRow
          field={draft.field("language")}
          label={text("language")}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
      </FormCard>
      <FormCard id="user-rights" title={text("rights")}>
        <ChoiceRow
          field={draft.field("role")}
          label={lists("role")}
          hint={text(roleHints[draft.value.role])}
          disabled={self}
          options={(["administrator", "supervisor", "member"] as const).map((value) => ({ value, label: frame(value) }))}
        />
        <SwitchRow field={draft.field("active")} label={text("active")} hint={text("activeHint")} disabled={self} />
      </FormCard>
      <FormCard id="user-devices" title={lists("devices")} intro={text("devicesIntro")}>
        <ChoiceRow
          field={draft.field("profile")}
          label={lists("profile")}
          hint={text(multi ? "multiHint" : "basicHint")}
          options={[
            { value: "basic", label: lists("profileBasic") },
            { value: "multi", label: lists("profileMulti") },
          ]}
        />
        <MobileRow field={draft.field("mobile")} label={states("mobile")} />
        {(multi || draft.value.workstation) && <PhoneRow field={draft.field("workstation")} label={states("workstation")} />}
        {(multi || draft.value.ipPhone) && <PhoneRow field={draft.field("ipPhone")} label={states("ipPhone")} />}
      </FormCard>
    </DraftForm>
  );
}

const roleHints = { administrator: "administratorHint", supervisor: "supervisorHint", member: "memberHint" } as const;

type Ringing = "none" | "on" | "silent";

const ringingOf = (device: { enabled: boolean } | null): Ringing => (device ? (device.enabled ? "on" : "silent") : "none");
const ringingTexts = { none: "deviceNone", on: "deviceOn", silent: "deviceSilent" } as const;

/** None, ringing, or kept and silent. */
function UseChoice({ id, use, onUse }: { id: string; use: Ringing; onUse: (use: Ringing) => void }) {
  const text = useText("users");
  const options = (["none", "on", "silent"] as const).map((value) => ({ value, label: text(ringingTexts[value]) }));
  return <Segmented labelledBy={`${id}-label`} value={use} onChange={onUse} options={options} />;
}

type Phone = UserSettings["ipPhone"];

function PhoneRow({ field, label }: { field: DraftField<Phone>; label: string }) {
  const text = useText("users");
  const words = (value: Phone) => text(ringingTexts[ringingOf(value)]);
  return (
    <Row field={field} label={label} describe={words} hint={field.value && text("phoneHint")} group>
      {() => (
        <UseChoice
          id={field.id}
          use={ringingOf(field.value)}
          onUse={(use) => field.change(use === "none" ? null : { enabled: use === "on" })}
        />
      )}
    </Row>
  );
}

type Mobile = UserSettings["mobile"];

function MobileRow({ field, label }: { field: DraftField<Mobile>; label: string }) {
  const text = useText("users");
  const words = (value: Mobile) => [value?.number, text(ringingTexts[ringingOf(value)])].filter(Boolean).join(", ");
  const number = field.value?.number ?? field.saved?.number ?? "";
  return (
    <Row field={field} label={label} describe={words} hint={field.value && text("mobileHint")} group>
      {(aria) => (
        <>
          <UseChoice
            id={field.id}
            use={ringingOf(field.value)}
            onUse={(use) => field.change(use === "none" ? null : { enabled: use === "on", number })}
          />
          {field.value && (
            <Input
              id={`${field.id}.number`}
              type="tel"
              className="input-number"
              aria-label={text("mobileNumber")}
              placeholder="045 123 4567"
              value={number}
              onChange={(event) => field.value && field.change({ ...field.value, number: event.target.value })}
              {...aria}
            />
          )}
        </>
      )}
    </Row>
  );
}
