/** For those who can't sign in yet: whose a password link is, and choosing the password. Tries are counted per address. */
import { hash } from "@node-rs/argon2";
import * as z from "zod";
import * as accounts from "@/lib/db/accounts.ts";
import { passwordCost } from "@/lib/db/password.ts";
import { passwordLinkOwner, setPasswordByLink } from "@/lib/db/user-secrets.ts";
import { fieldProblems } from "@/lib/domain/field-problem.ts";
import { chosenPassword } from "@/lib/web/chosen-password.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { problem, problemResponse } from "@/lib/web/problem.ts";

const body = z.object({ token: z.string().min(20).max(100), password: chosenPassword.optional() });
const triesAnHour = 60;

export async function POST(request: Request) {
  const key = `password-link|${clientAddress(request.headers)}`;
  if (!(await accounts.mayTrySignIn(key, triesAnHour, 60))) return problemResponse(problem("tooManyTries"));
  const read = body.safeParse(await request.json().catch(() => null));
  if (!read.success) return problemResponse(problem("invalid", { fields: fieldProblems(read.error) }));
  const { token, password } = read.data;
  const owner = await passwordLinkOwner(token);
  if (!owner) return problemResponse(problem("linkExpired"));
  if (password === undefined) return Response.json(owner, { headers: { "Cache-Control": "no-store" } });
  if (!(await setPasswordByLink(token, await hash(password, passwordCost)))) return problemResponse(problem("linkExpired"));
  return new Response(null, { status: 204 });
}
