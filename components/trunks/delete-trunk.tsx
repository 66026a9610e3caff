"use client";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useText } from "@/components/language/texts.tsx";
import { deleteTrunk, type TrunkWithState } from "@/lib/client/trunks.ts";

interface Props {
  trunk: Pick<TrunkWithState, "id" | "name" | "state">;
  /** No other connection is in use. */
  last: boolean;
  onDone: () => Promise<unknown>;
  onClose: () => void;
}

export function DeleteTrunk({ trunk, last, onDone, onClose }: Props) {
  const text = useText("trunks");
  const { id, name, state } = trunk;
  return (
    <DeleteDialog
      title={text("deleteTitle", { name })}
      confirm={text("deleteConfirm")}
      done={text("deleted", { name })}
      remove={() => deleteTrunk(id)}
      onDone={onDone}
      onClose={onClose}
    >
      <p>{text("deleteText")}</p>
      {last && <p>{text("deleteLast")}</p>}
      {state && state.channelsInUse > 0 && <p className="muted">{text("deleteCalls", { count: state.channelsInUse })}</p>}
    </DeleteDialog>
  );
}
