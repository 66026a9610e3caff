"use client";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useText } from "@/components/language/texts.tsx";
import { type BillingAccountRecord, deleteBillingAccount } from "@/lib/client/billing-accounts.ts";

interface Props {
  account: BillingAccountRecord;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

export function DeleteBilling({ account: { id, code, usedBy }, onDone, onClose }: Props) {
  const text = useText("billing");
  return (
    <DeleteDialog
      title={text("deleteTitle", { code })}
      confirm={text("deleteConfirm")}
      done={text("deleted", { code })}
      usedBy={usedBy}
      remove={() => deleteBillingAccount(id)}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{text("deleteText")}</p>
    </DeleteDialog>
  );
}
