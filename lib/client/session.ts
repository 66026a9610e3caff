/** Signing in and out over next-auth's own two requests. */

export type SignInResult = "ok" | "codeNeeded" | "wrong" | "wrongCode" | "tooMany" | "unreachable";

/** What the server throws during sign-in, as next-auth passes it on. */
const refusals: Record<string, SignInResult> = { TooManyAttempts: "tooMany", CodeNeeded: "codeNeeded", WrongCode: "wrongCode" };

const csrfToken = async (): Promise<string> => ((await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string }).csrfToken;

const post = async (path: string, values: Record<string, string>) =>
  fetch(path, { method: "POST", body: new URLSearchParams({ ...values, csrfToken: await csrfToken(), json: "true" }) });

export async function signIn(email: string, password: string, code = ""): Promise<SignInResult> {
  try {
    const response = await post("/api/auth/callback/credentials", { email, password, code, callbackUrl: "/" });
    const { url } = (await response.json()) as { url?: string };
    if (response.ok && !url?.includes("error=")) return "ok";
    return refusals[new URL(url ?? "", window.location.href).searchParams.get("error") ?? ""] ?? "wrong";
  } catch {
    return "unreachable";
  }
}

export const signOut = async (): Promise<void> => {
  await post("/api/auth/signout", { callbackUrl: "/sign-in" });
};

/** The provider's page, to which the window goes. Fetched first: a form's own redirect to another host is not allowed here. */
export async function externalSignIn(to: string): Promise<string | null> {
  const response = await post("/api/auth/signin/oidc", { callbackUrl: to }).catch(() => null);
  const told = (await response?.json().catch(() => null)) as { url?: string } | null;
  return told?.url ?? null;
}
