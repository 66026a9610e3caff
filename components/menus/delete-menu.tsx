"use client";
import { useQueryClient } from "@tanstack/react-query";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useText } from "@/components/language/texts.tsx";
import { deleteMenu, menusQuery } from "@/lib/client/menus.ts";
import { deleteMessageBox, messageBoxesQuery } from "@/lib/client/message-boxes.ts";

interface Props {
  usedBy: string[];
  onDone: () => void;
  onClose: () => void;
}

export function DeleteMenu({ menu: { id, name }, usedBy, onDone, onClose }: Props & { menu: { id: string; name: string } }) {
  const text = useText("menus");
  const client = useQueryClient();
  return (
    <DeleteDialog
      title={text("deleteTitle", { name })}
      confirm={text("deleteMenu")}
      done={text("deleted", { name })}
      usedBy={usedBy}
      remove={() => deleteMenu(id)}
      onDone={async () => {
        await client.invalidateQueries({ queryKey: menusQuery.queryKey });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{text("deleteMenuText")}</p>
    </DeleteDialog>
  );
}

export function DeleteMessageBox({ box: { id, name }, usedBy, onDone, onClose }: Props & { box: { id: string; name: string } }) {
  const text = useText("menus");
  const client = useQueryClient();
  return (
    <DeleteDialog
      title={text("deleteTitle", { name })}
      confirm={text("deleteBox")}
      done={text("deleted", { name })}
      usedBy={usedBy}
      remove={() => deleteMessageBox(id)}
      onDone={async () => {
        await client.invalidateQueries({ queryKey: messageBoxesQuery.queryKey });
        onDone();
      }}
      onClose={onClose}
    >
      <p>{text("deleteBoxText")}</p>
    </DeleteDialog>
  );
}
