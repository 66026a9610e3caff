"use client";
/** A screen that nobody sits at keeps nobody's session: it gets a key of its own, which shows figures and nothing else. */
import { useMutation } from "@tanstack/react-query";
import { useErrorText, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { leaveShowing } from "@/lib/client/screen.ts";

export function LeaveShowing({ onClose }: { onClose: () => void }) {
  const text = useText("wallboard");
  const common = useText("common");
  const errorText = useErrorText();
  const leave = useMutation({ mutationFn: leaveShowing, onSuccess: () => window.location.reload() });
  const busy = leave.isPending || leave.isSuccess;
  const footer = (
    <>
      <Button onClick={onClose}>{common("cancel")}</Button>
      <Button look="primary" busy={busy} disabled={busy} onClick={() => leave.mutate()}>
        {text("leaveConfirm")}
      </Button>
    </>
  );
  return (
    <Dialog title={text("leaveTitle")} onClose={onClose} footer={footer}>
      <p>{text("leaveText")}</p>
      {leave.error && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{errorText(leave.error instanceof Refusal ? leave.error.code : "unknown")}</span>
        </p>
      )}
    </Dialog>
  );
}
