"use client";
/** A connection to an operator: known by its address, or by registration with a password that is never read back. */
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DraftForm } from "@/components/forms/draft-form.tsx";
import { ChoiceRow, LinesRow, NumberRow, Row, SwitchRow, TextRow } from "@/components/forms/rows.tsx";
import { type DraftField, inside, useDraft } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { FormCard } from "@/components/ui/field.tsx";
import { Input, Segmented } from "@/components/ui/inputs.tsx";
import { Crumb, PageHead } from "@/components/ui/page.tsx";
import { createTrunk, saveTrunk, trunksQuery } from "@/lib/client/trunks.ts";
import type { NewTrunk, TrunkRecord } from "@/lib/domain/trunk.ts";

const nothing: NewTrunk = {
  name: "",
  enabled: true,
  sourceAddresses: [],
  peer: "",
  transport: "udp",
  registration: null,
  callsPerSecond: 10,
  channels: 30,
  monitor: true,
};

function draftOf({ id: _id, version: _version, registration, ...trunk }: TrunkRecord): NewTrunk {
  return { ...trunk, registration: registration && { user: registration.user, realm: registration.realm } };
}

const rulesOfNew = () => import("@/lib/domain/trunk.ts").then((module) => module.newTrunk);
const rulesOfOld = () => import("@/lib/domain/trunk.ts").then((module) => module.trunkUpdate.omit({ version: true }));

const send = (draft: NewTrunk, record: TrunkRecord | null) =>
  record ? saveTrunk(record.id, { ...draft, version: record.version }) : createTrunk(draft);

export function TrunkForm({ trunk }: { trunk: TrunkRecord | null }) {
  const text = useText("trunks");
  const editor = useText("editor");
  const router = useRouter();
  const client = useQueryClient();
  const [name, setName] = useState(trunk?.name ?? "");
  const draft = useDraft<NewTrunk, TrunkRecord>({
    record: trunk,
    draftOf,
    empty: nothing,
    rules: trunk ? rulesOfOld : rulesOfNew,
    send,
    added: (saved) => text("added", { name: saved.name }),
    onSaved: (saved) => {
      setName(saved.name);
      void client.invalidateQueries({ queryKey: trunksQuery.queryKey });
      if (!trunk) router.push("/trunks");
    },
  });
  const title = trunk ? name : text("addTitle");
  return (
    <main id="main" className="page page-narrow" tabIndex={-1}>
      <Crumb label={editor("path")} href="/trunks" list={text("title")}>
        {title}
      </Crumb>
      <PageHead title={title} subtitle={trunk ? undefined : text("addIntro")} />
      <DraftForm draft={draft} make={trunk ? undefined : { label: text("create"), cancel: "/trunks" }}>
        <FormCard id="trunk-connection" title={text("connection")}>
          <TextRow field={draft.field("name")} label={text("name")} hint={text("nameHint")} />
          <SwitchRow field={draft.field("enabled")} label={text("enabled")} hint={text("enabledHint")} />
          <TextRow field={draft.field("peer")} label={text("peer")} hint={text("peerHint")} placeholder="sip.operaattori.fi:5060" />
          <ChoiceRow
            field={draft.field("transport")}
            label={text("transport")}
            explain={text("transportHelp")}
            options={[
              { value: "udp", label: "UDP" },
              { value: "tcp", label: "TCP" },
            ]}
          />
          <LinesRow
            field={draft.field("sourceAddresses")}
            label={text("addresses")}
            hint={text("addressesHint")}
            explain={text("addressesHelp")}
          />
        </FormCard>
        <FormCard id="trunk-identified" title={text("identified")} intro={text("identifiedIntro")}>
          <RegistrationRows field={draft.field("registration")} passwordKept={trunk?.registration?.hasPassword ?? false} />
        </FormCard>
        <FormCard id="trunk-limits" title={text("limits")}>
          <NumberRow field={draft.field("channels")} label={text("channels")} hint={text("channelsHint")} unit={text("unitCalls")} />
          <NumberRow
            field={draft.field("callsPerSecond")}
            label={text("callsPerSecond")}
            hint={text("callsPerSecondHint")}
            unit={text("unitPerSecond")}
          />
          <SwitchRow field={draft.field("monitor")} label={text("monitor")} hint={text("monitorHint")} explain={text("monitorHelp")} />
        </FormCard>
      </DraftForm>
    </main>
  );
}

type Registration = NonNullable<NewTrunk["registration"]>;

function RegistrationRows({ field, passwordKept }: { field: DraftField<Registration | null>; passwordKept: boolean }) {
  const text = useText("trunks");
  const words = (value: Registration | null) => (value ? text("byRegistration") : text("byAddress"));
  return (
    <>
      <Row field={{ ...field, id: "registration", problems: [] }} label={text("identified")} describe={words} group>
        {() => (
          <Segmented
            labelledBy="registration-label"
            value={field.value ? "registration" : "address"}
            onChange={(choice) => field.change(choice === "address" ? null : (field.saved ?? { user: "", realm: "" }))}
            options={[
              { value: "address", label: text("byAddress") },
              { value: "registration", label: text("byRegistration") },
            ]}
          />
        )}
      </Row>
      {field.value && <AccountRows field={field as DraftField<Registration>} passwordKept={passwordKept} />}
    </>
  );
}

function AccountRows({ field, passwordKept }: { field: DraftField<Registration>; passwordKept: boolean }) {
  const text = useText("trunks");
  const password = inside(field, "password");
  return (
    <>
      <TextRow field={inside(field, "user")} label={text("user")} hint={text("userHint")} />
      <TextRow field={inside(field, "realm")} label={text("realm")} hint={text("realmHint")} explain={text("realmHelp")} />
      <Row field={password} label={text("password")} hint={text(passwordKept ? "passwordKept" : "passwordHint")}>
        {(aria) => (
          <Input
            id={password.id}
            type="password"
            autoComplete="new-password"
            value={password.value ?? ""}
            placeholder={passwordKept ? "••••••••" : undefined}
            onChange={(event) => password.change(event.target.value || undefined)}
            {...aria}
          />
        )}
      </Row>
    </>
  );
}
