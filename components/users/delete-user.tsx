"use client";
import { useQueryClient } from "@tanstack/react-query";
import { DeleteDialog } from "@/components/forms/delete-dialog.tsx";
import { useText } from "@/components/language/texts.tsx";
import { deleteUser, type UserRecord, usersQuery } from "@/lib/client/users.ts";

/** Says which groups lose a member, and what stays. */
export function DeleteUser({ user, onDone, onClose }: { user: UserRecord; onDone?: () => void; onClose: () => void }) {
  const text = useText("users");
  const client = useQueryClient();
  const { id, name, groups, devices } = user;
  const phones = devices.filter((device) => device.username !== null).length;
  return (
    <DeleteDialog
      title={text("deleteTitle", { name })}
      confirm={text("deleteConfirm")}
      done={text("deleted", { name })}
      remove={() => deleteUser(id)}
      onDone={async () => {
        await client.invalidateQueries({ queryKey: usersQuery.queryKey, exact: true });
        onDone?.();
      }}
      onClose={onClose}
    >
      <p>{groups.length ? text("deleteGroups", { groups: groups.map((group) => group.name).join(", ") }) : text("deleteNoGroups")}</p>
      {phones > 0 && <p>{text("deletePhones", { count: phones })}</p>}
      <p className="muted">{text("deleteStays")}</p>
    </DeleteDialog>
  );
}
