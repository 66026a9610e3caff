"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { deleteGroup, groupsQuery } from "@/lib/client/groups.ts";
import { numbersQuery } from "@/lib/client/numbers.ts";
import type { LiveGroup } from "@/lib/domain/live.ts";

interface Props {
  group: { id: string; name: string; number: string };
  live?: LiveGroup;
  onClose: () => void;
  onDeleted?: () => void;
}

/** Names the group and its number and says what happens to those who wait. */
export function DeleteGroup({ group, live, onClose, onDeleted }: Props) {
  const text = useText("groups");
  const common = useText("common");
  const { phoneNumber } = useFormat();
  const toast = useToast();
  const client = useQueryClient();
  const number = phoneNumber(group.number);
  const remove = useMutation({
    mutationFn: () => deleteGroup(group.id),
    onSuccess: async () => {
      toast({ tone: "ok", title: text("deleted", { name: group.name }), detail: text("deletedDetail", { number }) });
      client.removeQueries({ queryKey: ["groups", group.id] });
      await Promise.all([
        client.invalidateQueries({ queryKey: groupsQuery.queryKey, exact: true }),
        client.invalidateQueries({ queryKey: numbersQuery.queryKey }),
      ]);
      onDeleted?.();
      onClose();
    },
  });
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="destroy" busy={remove.isPending} disabled={remove.isPending} onClick={() => remove.mutate()}>
        {text("deleteConfirm")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("deleteTitle", { name: group.name, number })} onClose={onClose} footer={footer}>
      <p>{live ? waitingSentence(text, live.waiting) : text("deleteUnknown")}</p>
      <p className="muted">{text("deleteNumber")}</p>
      {remove.error && <Refused error={remove.error} />}
    </Dialog>
  );
}

const waitingSentence = (text: ReturnType<typeof useText<"groups">>, count: number) =>
  count === 0 ? text("deleteNobody") : text("deleteWaiting", { count });

function Refused({ error }: { error: Error }) {
  const errorText = useErrorText();
  const where = error instanceof Refusal ? error.usedBy.join(", ") : "";
  const words = errorText(error instanceof Refusal ? error.code : "unknown", { where });
  return (
    <p className="error" role="alert">
      <Icon name="error" />
      <span>{words}</span>
    </p>
  );
}
