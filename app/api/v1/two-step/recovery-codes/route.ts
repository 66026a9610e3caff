import * as twoStep from "@/lib/db/two-step.ts";
import { signInCode } from "@/lib/domain/sign-in-code.ts";
import { installationSecret } from "@/lib/web/environment.ts";
import { changeOwnAccount } from "@/lib/web/permissions.ts";
import { route } from "@/lib/web/route.ts";
import { twoStepAnswer } from "@/lib/web/saved-answers.ts";

/** New recovery codes end the earlier ones. */
export const POST = route({
  may: changeOwnAccount,
  bySession: true,
  body: signInCode,
  handle: async ({ actor, body }) => twoStepAnswer(await twoStep.renewRecoveryCodes(actor, body.code, installationSecret())),
});
