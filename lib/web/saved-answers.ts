/** What the repositories say of a change, as API answers: the document as it is now, or the refusal with the field that it names. */
import type { AlertLimitsSaved } from "@/lib/db/alert-limits.ts";
import type { AnnouncementSaved } from "@/lib/db/announcements.ts";
import type { BillingAccountSaved } from "@/lib/db/billing-accounts.ts";
import type { GroupSaved } from "@/lib/db/groups.ts";
import type { ManualSwitched } from "@/lib/db/manual-hours.ts";
import type { MenuSaved } from "@/lib/db/menus.ts";
import type { MessageBoxSaved } from "@/lib/db/message-boxes.ts";
import type { NumberSaved } from "@/lib/db/numbers.ts";
import type { OrganisationSaved } from "@/lib/db/organisation-settings.ts";
import type { TrunkSaved } from "@/lib/db/trunks.ts";
import type { TwoStepRefusal } from "@/lib/db/two-step.ts";
import type { UserSaved } from "@/lib/db/user-changes.ts";
import type { WebhookMade, WebhookSaved } from "@/lib/db/webhooks.ts";
import { type Problem, type ProblemCode, type ProblemDetails, problem } from "./problem.ts";

interface Refused extends Omit<ProblemDetails, "fields"> {
  ok: false;
  reason: ProblemCode;
  field?: string;
}

function refusal({ reason, field, current, path, usedBy }: Refused): Problem {
  const fields = field === undefined ? undefined : [{ path: field, message: `errors.${reason}` }];
  return problem(reason, { fields, current, path, usedBy });
}

export const announcementAnswer = (saved: AnnouncementSaved) => (saved.ok ? saved.announcement : refusal(saved));
export const billingAccountAnswer = (saved: BillingAccountSaved) => (saved.ok ? saved.billingAccount : refusal(saved));
export const groupAnswer = (saved: GroupSaved) => (saved.ok ? saved.group : refusal(saved));
export const alertLimitsAnswer = (saved: AlertLimitsSaved) => (saved.ok ? saved.limits : refusal(saved));
export const switchAnswer = (switched: ManualSwitched) => (switched.ok ? switched.state : refusal(switched));
export const menuAnswer = (saved: MenuSaved) => (saved.ok ? saved.menu : refusal(saved));
export const messageBoxAnswer = (saved: MessageBoxSaved) => (saved.ok ? saved.messageBox : refusal(saved));
export const numberAnswer = (saved: NumberSaved) => (saved.ok ? saved.number : refusal(saved));
export const organisationAnswer = (saved: OrganisationSaved) => (saved.ok ? saved.organisation : refusal(saved));
export const trunkAnswer = (saved: TrunkSaved) => (saved.ok ? saved.trunk : refusal(saved));
/** What is told of it: keys and recovery codes, once. */
export const twoStepAnswer = <T extends { ok: true }>(done: T | TwoStepRefusal) => {
  if (!done.ok) return refusal(done);
  const { ok: _ok, ...told } = done;
  return told;
};
export const userAnswer = (saved: UserSaved) => (saved.ok ? saved.user : refusal(saved));

export const webhookAnswer = (saved: WebhookSaved) => (saved.ok ? saved.webhook : refusal(saved));
/** With the secret, once. */
export const webhookMadeAnswer = (made: WebhookMade) => (made.ok ? { record: made.record, secret: made.secret } : refusal(made));

export const removedAnswer = (removed: { ok: true } | Refused): Problem | undefined => (removed.ok ? undefined : refusal(removed));
