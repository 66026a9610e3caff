"use client";
/** While both talk: whether it was the customer. Before that: cancel. */
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { sayCallbackResult } from "@/lib/client/callbacks.ts";
import type { CallbackRecord } from "@/lib/domain/callback.ts";

interface Props {
  callback: CallbackRecord;
  talking: boolean;
  onCancel: () => void;
  onSaid: () => Promise<unknown>;
}

const open = new Set(["waiting", "reserved", "ringing"]);

export function CallbackActions({ callback, talking, onCancel, onSaid }: Props) {
  const text = useText("callbacks");
  const { phoneNumber } = useFormat();
  if (!open.has(callback.state)) return null;
  if (talking) return <SayResult callback={callback} onSaid={onSaid} />;
  return (
    <Button small aria-label={text("cancelFor", { number: phoneNumber(callback.number) })} onClick={onCancel}>
      {text("cancel")}
    </Button>
  );
}

function SayResult({ callback, onSaid }: Pick<Props, "callback" | "onSaid">) {
  const text = useText("callbacks");
  const errorText = useErrorText();
  const { phoneNumber } = useFormat();
  const toast = useToast();
  const say = useMutation({
    mutationFn: (reached: boolean) => sayCallbackResult(callback.id, reached),
    onSuccess: (_nothing, reached) => toast({ tone: "ok", title: text(reached ? "saidReached" : "saidNotReached") }),
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
    onSettled: onSaid,
  });
  const number = phoneNumber(callback.number);
  return (
    <span className="flex flex-wrap gap-2">
      <Button small disabled={say.isPending} aria-label={text("reachedFor", { number })} onClick={() => say.mutate(true)}>
        {text("reached")}
      </Button>
      <Button small disabled={say.isPending} aria-label={text("notReachedFor", { number })} onClick={() => say.mutate(false)}>
        {text("notReached")}
      </Button>
    </span>
  );
}
