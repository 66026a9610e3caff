"use client";
/** Makes a token and shows it once. */
import { useState } from "react";
import { SelectRow, TextRow } from "@/components/forms/rows.tsx";
import { type DraftField, useDraft } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import { createApiToken } from "@/lib/client/api-tokens.ts";
import type { NewApiToken } from "@/lib/domain/api-token.ts";

type Made = Awaited<ReturnType<typeof createApiToken>>;

const nothing: NewApiToken = { name: "", expiresInDays: 90 };
const rules = () => import("@/lib/domain/api-token.ts").then((module) => module.newApiToken);
const draftOf = ({ record }: Made): NewApiToken => ({ name: record.name, expiresInDays: nothing.expiresInDays });

interface Props {
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

export function NewTokenDialog({ onDone, onClose }: Props) {
  const text = useText("apiTokens");
  const common = useText("common");
  const [made, setMade] = useState<Made | null>(null);
  const draft = useDraft<NewApiToken, Made>({
    record: null,
    draftOf,
    empty: nothing,
    rules,
    send: createApiToken,
    added: ({ record }) => text("added", { name: record.name }),
    onSaved: (saved) => {
      setMade(saved);
      void onDone();
    },
  });
  if (made) return <MadeToken made={made} onClose={onClose} />;
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={draft.busy} disabled={draft.busy} onClick={draft.submit}>
        {text("create")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("add")} onClose={onClose} footer={footer}>
      <p>{text("addText")}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          draft.submit();
        }}
      >
        <TextRow field={draft.field("name")} label={text("name")} hint={text("nameHint")} />
        <ExpiryRow field={draft.field("expiresInDays")} />
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}

function ExpiryRow({ field }: { field: DraftField<number | null> }) {
  const text = useText("apiTokens");
  const choice: DraftField<string> = {
    ...field,
    value: String(field.value ?? ""),
    saved: undefined,
    change: (value) => field.change(value ? Number(value) : null),
  };
  const options = [
    ...[30, 90, 365].map((days) => ({ value: String(days), label: text("expiresIn", { count: days }) })),
    { value: "", label: text("noExpiry") },
  ];
  return <SelectRow field={choice} label={text("expires")} hint={text("expiresHint")} options={options} />;
}

function MadeToken({ made, onClose }: { made: Made; onClose: () => void }) {
  const text = useText("apiTokens");
  const footer = (
    <Button look="primary" onClick={onClose}>
      {text("kept")}
    </Button>
  );
  return (
    <Dialog wide title={text("madeTitle", { name: made.record.name })} onClose={onClose} footer={footer}>
      <p role="status">{text("once")}</p>
      <div className="row">
        <Input readOnly aria-label={text("token")} value={made.token} onFocus={(event) => event.target.select()} />
        <CopyButton value={made.token} label={text("token")} />
      </div>
    </Dialog>
  );
}
