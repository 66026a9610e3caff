"use client";
import { useState } from "react";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { useGroupForm } from "../editor/form-context.tsx";
import { UserPicker } from "./user-picker.tsx";

export function AddMembers({ taken, onAdd, onClose }: { taken: string[]; onAdd: (userIds: string[]) => void; onClose: () => void }) {
  const text = useText("editor");
  const common = useText("common");
  const { directory } = useGroupForm();
  const [chosen, setChosen] = useState<string[]>([]);
  const users = directory.users.filter((user) => user.active && !taken.includes(user.id));
  const add = () => {
    onAdd(chosen);
    onClose();
  };
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" disabled={chosen.length === 0} onClick={add}>
        {common("add")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("addMembersTitle")} onClose={onClose} footer={footer}>
      {users.length === 0 ? (
        <p className="muted">{text("allMembersIn")}</p>
      ) : (
        <UserPicker users={users} chosen={chosen} onChange={setChosen} />
      )}
    </Dialog>
  );
}
