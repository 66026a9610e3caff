"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useLanguage, useText } from "@/components/language/texts.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Icon, Mark } from "@/components/ui/icon.tsx";
import { rememberInCookie } from "@/lib/client/preferences.ts";
import { externalSignIn } from "@/lib/client/session.ts";
import { type Language, languageNames, languages } from "@/lib/i18n/language.ts";
import { CredentialFields, useSignIn } from "./credential-fields.tsx";

interface Props {
  to: string;
  ended: boolean;
  /** Name of the OpenID Connect provider, if there is one. */
  provider: string | null;
  /** How sign-in at the provider ended. */
  failed: "NotKnown" | "externalFailed" | null;
}

export function SignInPage({ to, ended, provider, failed }: Props) {
  const text = useText("signIn");
  return (
    <SignInFrame>
      <SignInForm to={to} notice={ended ? text("ended") : null}>
        {provider && <ExternalSignIn to={to} provider={provider} failed={failed} />}
      </SignInForm>
    </SignInFrame>
  );
}

/** Around the pages of those who are not signed in. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className="sign-in">
      <header className="sign-in-top">
        <span className="brand">
          <Mark />
          <span>Jono</span>
        </span>
        <Languages />
      </header>
      <main className="sign-in-main" id="main">
        {children}
      </main>
    </div>
  );
}

function Languages() {
  const text = useText("signIn");
  const now = useLanguage();
  const choose = (language: Language) => {
    rememberInCookie("jono.language", language);
    window.location.reload();
  };
  return (
    <nav className="row gap-1" aria-label={text("languages")}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          className="top-button"
          lang={language}
          aria-current={language === now}
          onClick={() => choose(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </nav>
  );
}

function SignInForm({ to, notice, children }: { to: string; notice: string | null; children: ReactNode }) {
  const text = useText("signIn");
  const state = useSignIn({ onDone: () => window.location.assign(to) });
  return (
    <form className="card sign-in-card" aria-labelledby="sign-in-title" onSubmit={state.submit} noValidate>
      <h1 id="sign-in-title">{text("title")}</h1>
      {notice && <p className="muted mt-1">{notice}</p>}
      <CredentialFields state={state} />
      <Button look="primary" type="submit" className="mt-5 w-full" busy={state.busy} disabled={state.busy}>
        {state.busy ? text("submitting") : text("submit")}
      </Button>
      {children}
      <p className="mt-5">
        <Link href="/password/forgotten">{text("forgot")}</Link>
      </p>
    </form>
  );
}

function ExternalSignIn({ to, provider, failed }: Pick<Props, "to" | "failed"> & { provider: string }) {
  const text = useText("signIn");
  const [fault, setFault] = useState(failed);
  const leave = async () => {
    const address = await externalSignIn(to);
    if (address) window.location.assign(address);
    else setFault("externalFailed");
  };
  return (
    <>
      <Button className="mt-3 w-full" onClick={() => void leave()}>
        {text("external", { name: provider })}
      </Button>
      <div role="alert">
        {fault && (
          <p className="error mt-3">
            <Icon name="error" />
            <span>{text(fault)}</span>
          </p>
        )}
      </div>
    </>
  );
}
