"use client";
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { markHeard } from "@/lib/client/messages.ts";
import type { MessageRecord } from "@/lib/domain/message.ts";

interface Props {
  message: MessageRecord;
  /** The caller, for those who hear the page. */
  whose: string;
  onDone: () => Promise<unknown>;
  onDelete: () => void;
}

export function MessageActions({ message, whose, onDone, onDelete }: Props) {
  const text = useText("messages");
  const errorText = useErrorText();
  const toast = useToast();
  const isHeard = message.heardAt !== null;
  const mark = useMutation({
    mutationFn: () => markHeard(message.id, !isHeard),
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
    onSettled: onDone,
  });
  return (
    <span className="flex flex-wrap gap-2">
      <Button
        small
        disabled={mark.isPending}
        aria-label={text(isHeard ? "markUnheardOf" : "markHeardOf", { caller: whose })}
        onClick={() => mark.mutate()}
      >
        {text(isHeard ? "markUnheard" : "markHeard")}
      </Button>
      <Button small icon="trash" aria-label={text("deleteOf", { caller: whose })} onClick={onDelete}>
        {text("delete")}
      </Button>
    </span>
  );
}
