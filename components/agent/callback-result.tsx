"use client";
/** While he talks: whether it was the customer who answered, or a machine. */
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { useToast } from "@/components/ui/toast.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { sayCallbackResult } from "@/lib/client/callbacks.ts";

export function CallbackResult({ callbackId }: { callbackId: string }) {
  const text = useText("agent");
  const common = useText("common");
  const errorText = useErrorText();
  const toast = useToast();
  const say = useMutation({
    mutationFn: (reached: boolean) => sayCallbackResult(callbackId, reached),
    onSuccess: (_nothing, reached) => toast({ tone: "ok", title: text(reached ? "reached" : "notReached"), detail: common("saved") }),
    onError: (error) => toast({ tone: "bad", title: errorText(error instanceof Refusal ? error.code : "unknown") }),
  });
  return (
    <fieldset className="callback-result" disabled={say.isPending}>
      <legend className="small muted">{text("whoAnswered")}</legend>
      <div className="flex flex-wrap gap-2">
        <Button icon="check" onClick={() => say.mutate(true)}>
          {text("reached")}
        </Button>
        <Button icon="missed" onClick={() => say.mutate(false)}>
          {text("notReached")}
        </Button>
      </div>
    </fieldset>
  );
}
