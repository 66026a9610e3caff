"use client";
/** A link by which a person chooses a password: an invitation, or after one was forgotten. Shown once. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useErrorText, useFormat, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Input } from "@/components/ui/inputs.tsx";
import { Refusal } from "@/lib/client/api.ts";
import { makePasswordLink } from "@/lib/client/users.ts";

interface Props {
  user: { id: string; name: string };
  onClose: () => void;
}

export function PasswordLinkDialog({ user, onClose }: Props) {
  const text = useText("users");
  const common = useText("common");
  const errorText = useErrorText();
  const { date, time } = useFormat();
  const { mutate, data, error } = useMutation({ mutationFn: () => makePasswordLink(user.id) });
  const asked = useRef(false);
  useEffect(() => {
    if (!asked.current) mutate();
    asked.current = true;
  }, [mutate]);
  return (
    <Dialog
      wide
      title={text("linkTitle", { name: user.name })}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {common("close")}
        </Button>
      }
    >
      <p>{text("linkText")}</p>
      {data && (
        <>
          <div className="row">
            <Input readOnly aria-label={text("link")} value={data.address} onFocus={(event) => event.target.select()} />
            <CopyButton value={data.address} label={text("link")} />
          </div>
          <p className="small muted" role="status">
            {text("linkUntil", { at: `${date(data.expiresAt)} ${time(data.expiresAt)}` })}
          </p>
        </>
      )}
      {error && (
        <p className="error" role="alert">
          <Icon name="error" />
          <span>{errorText(error instanceof Refusal ? error.code : "unknown")}</span>
        </p>
      )}
    </Dialog>
  );
}
