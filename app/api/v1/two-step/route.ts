import * as twoStep from "@/lib/db/two-step.ts";
import { signInCode } from "@/lib/domain/sign-in-code.ts";
import { currentAccount } from "@/lib/web/actor.ts";
import { installationSecret } from "@/lib/web/environment.ts";
import { changeOwnAccount } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { twoStepAnswer } from "@/lib/web/saved-answers.ts";

export const GET = route({ may: changeOwnAccount, bySession: true, handle: ({ actor }) => twoStep.state(actor) });

/** A secret for the authenticator app; in use when PUT has brought a code of it. */
export const POST = route({
  may: changeOwnAccount,
  bySession: true,
  handle: async ({ actor }) => twoStepAnswer(await twoStep.start(actor, (await currentAccount())?.email ?? "", installationSecret())),
});

export const PUT = route({
  may: changeOwnAccount,
  bySession: true,
  body: signInCode,
  handle: async ({ actor, body }) => twoStepAnswer(await twoStep.confirm(actor, body.code, installationSecret())),
});

export const DELETE = route({
  may: changeOwnAccount,
  bySession: true,
  body: signInCode,
  handle: async ({ actor, body }) => twoStepAnswer(await twoStep.turnOff(actor, body.code, installationSecret())),
});
