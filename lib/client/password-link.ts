/** Choosing a password by a link, before anyone is signed in. */
import type { FieldProblem } from "../domain/field-problem.ts";
import { Refusal } from "./api.ts";

export interface LinkOwner {
  name: string;
  email: string;
}

/** @throws Refusal */
async function ask(body: { token: string; password?: string } | { email: string }, path = "/api/password"): Promise<Response> {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, init).catch(() => null);
  if (!response) throw new Refusal({ code: "unreachable" });
  if (response.ok) return response;
  throw new Refusal((await response.json().catch(() => ({ code: "unknown" }))) as { code: string; fields?: FieldProblem[] });
}

export const linkOwner = async (token: string): Promise<LinkOwner> => (await (await ask({ token })).json()) as LinkOwner;
export const choosePassword = async (token: string, password: string): Promise<void> => void (await ask({ token, password }));
export const askPasswordLink = async (email: string): Promise<void> => void (await ask({ email }, "/api/password/forgotten"));
