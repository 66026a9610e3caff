/** Asks for a password link by e-mail. The answer is given before anything is looked up: it is the same, and as fast, for any address. */
import { after } from "next/server";
import * as z from "zod";
import * as accounts from "@/lib/db/accounts.ts";
import { fieldProblems } from "@/lib/domain/field-problem.ts";
import { emailAddress } from "@/lib/domain/user.ts";
import { mailIsSet } from "@/lib/mail/mail.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { portalAddress } from "@/lib/web/environment.ts";
import { mailPasswordLink } from "@/lib/web/password-mail.ts";
import { problem, problemResponse } from "@/lib/web/problem.ts";

const body = z.object({ email: emailAddress });
const triesAnHour = 20;

export async function POST(request: Request) {
  if (!mailIsSet()) return problemResponse(problem("mailNotSet"));
  if (!(await accounts.mayTrySignIn(`forgotten-from|${clientAddress(request.headers)}`, triesAnHour, 60))) {
    return problemResponse(problem("tooManyTries"));
  }
  const read = body.safeParse(await request.json().catch(() => null));
  if (!read.success) return problemResponse(problem("invalid", { fields: fieldProblems(read.error) }));
  const portal = portalAddress(request);
  after(() => mailPasswordLink(read.data.email, portal).catch((error: unknown) => console.error("[portal] password mail", error)));
  return new Response(null, { status: 204 });
}
