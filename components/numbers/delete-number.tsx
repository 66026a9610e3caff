"use client";
import { useQueryClient } from "@tanstack/react-query";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useFormat, useText } from "@/components/language/texts.tsx";
import { deleteNumber, type NumberRecord, numbersQuery } from "@/lib/client/numbers.ts";

interface Props {
  number: NumberRecord;
  onDone: () => void;
  onClose: () => void;
}

export function DeleteNumber({ number: { id, digits, group }, onDone, onClose }: Props) {
  const text = useText("numbers");
  const { phoneNumber } = useFormat();
  const client = useQueryClient();
  const number = phoneNumber(digits);
  return (
    <DeleteDialog
      title={text("deleteTitle", { number })}
      confirm={text("deleteConfirm")}
      done={text("deleted", { number })}
      usedBy={group ? [group.name] : []}
      remove={() => deleteNumber(id)}
      onDone={async () => {
        await client.invalidateQueries({ queryKey: numbersQuery.queryKey });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{text("deleteText")}</p>
    </DeleteDialog>
  );
}
