"use client";
import { DraftDialog } from "@/components/forms/draft-dialog.tsx";
import { TextRow } from "@/components/forms/rows.tsx";
import { useDraft } from "@/components/forms/use-draft.ts";
import { useText } from "@/components/language/texts.tsx";
import { type BillingAccountRecord, createBillingAccount, saveBillingAccount } from "@/lib/client/billing-accounts.ts";
import type { BillingAccountSettings } from "@/lib/domain/billing-account.ts";

const rules = () => import("@/lib/domain/billing-account.ts").then((module) => module.billingAccountSettings);
const draftOf = ({ code, name }: BillingAccountRecord): BillingAccountSettings => ({ code, name });
const nothing: BillingAccountSettings = { code: "", name: "" };
const send = (draft: BillingAccountSettings, record: BillingAccountRecord | null) =>
  record ? saveBillingAccount(record.id, { ...draft, version: record.version }) : createBillingAccount(draft);

interface Props {
  account: BillingAccountRecord | null;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

export function BillingDialog({ account, onDone, onClose }: Props) {
  const text = useText("billing");
  const common = useText("common");
  const draft = useDraft<BillingAccountSettings, BillingAccountRecord>({
    record: account,
    draftOf,
    empty: nothing,
    rules,
    send,
    added: (saved) => text("added", { code: saved.code }),
    onSaved: () => {
      void onDone();
      onClose();
    },
  });
  return (
    <DraftDialog
      title={account ? text("editTitle", { code: account.code }) : text("add")}
      adds={account === null}
      draft={draft}
      onClose={onClose}
    >
      <TextRow field={draft.field("code")} label={text("code")} hint={text("codeHint")} />
      <TextRow field={draft.field("name")} label={common("name")} />
    </DraftDialog>
  );
}
