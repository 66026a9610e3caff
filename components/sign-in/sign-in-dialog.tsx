"use client";
/** Over the page when its session has ended, so that what was typed stays. The same person only: another one gets a page of his own. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSignedIn } from "@/components/frame/reader.tsx";
import { useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { askSession } from "@/lib/client/sessions.ts";
import { tellSignedOut } from "@/lib/client/signed-out.ts";
import { CredentialFields, useSignIn } from "./credential-fields.tsx";

export function SignInDialog() {
  const text = useText("signIn");
  const client = useQueryClient();
  const { email, name } = useSignedIn();
  const back = () => {
    tellSignedOut(false);
    void client.invalidateQueries();
  };
  const signIn = useSignIn({ email, onDone: back });
  useReturn(back);
  const footer = (
    <Button look="primary" type="submit" form="sign-in-again" busy={signIn.busy} disabled={signIn.busy}>
      {signIn.busy ? text("submitting") : text("submit")}
    </Button>
  );
  return (
    <Dialog title={text("againTitle")} onClose={() => tellSignedOut(false)} footer={footer}>
      <p>{text("againText", { name })}</p>
      <form id="sign-in-again" onSubmit={signIn.submit} noValidate>
        <CredentialFields state={signIn} email={email} />
      </form>
      <p className="small mt-3">
        <a href="/sign-in" target="_blank" rel="noreferrer">
          {text("againElsewhere")}
        </a>
      </p>
    </Dialog>
  );
}

/** Signed in meanwhile in another window: the dialog has nothing more to ask. */
function useReturn(back: () => void) {
  useEffect(() => {
    const look = () => askSession().then(back, () => undefined);
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  });
}
