/** How an attempt to call a customer back is made up: whom to ring, who is shown, what is heard, who pays. */
import type { CallReason } from "../../lib/domain/call.ts";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import { mayDialItself, readNumber } from "../../lib/domain/phone-number.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import type { CallPresentation, RingTarget } from "../ports/signaling.ts";
import { CallLog } from "./call-log.ts";
import type { CallbackAttempt } from "./callback-call.ts";
import { userWithExtension } from "./callback-number.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import type { OpenCallback } from "./open-callback.ts";
import { groupPresentation } from "./presentation.ts";

/** Of a group that does not call back any more: what was promised is kept. */
const usualRingSeconds = 30;

/** The member sees the customer's number, and what the group wants him to know. */
export function callbackPresentation(configuration: OrganisationConfiguration, group: ConfiguredGroup, number: string): CallPresentation {
  const from = groupPresentation(configuration, group, number);
  return { ...from, name: group.callback.callbackMetadata || group.general.name };
}

/** The customer sees the group's number; a test number means nothing outside. */
function customerPresentation(configuration: OrganisationConfiguration, group: ConfiguredGroup): CallPresentation {
  const { ownNumber } = groupPresentation(configuration, group, null);
  const digits = configuration.numbers.find(({ id }) => id === group.general.numberId)?.digits ?? null;
  return { number: digits, name: group.general.name, group: null, outsideNumber: ownNumber, ownNumber, forwarded: null };
}

export function newAttemptRecord(
  { records, clock }: OrganisationParts,
  configuration: OrganisationConfiguration,
  group: ConfiguredGroup | undefined,
  number: string,
): CallLog {
  const own = configuration.numbers.find(({ id }) => id === group?.general.numberId);
  return new CallLog(records, clock, {
    organisationId: configuration.organisationId,
    groupId: group?.id ?? null,
    groupName: group?.general.name ?? "",
    dialledNumber: number,
    callerNumber: own?.digits ?? null,
    callerName: group?.general.name ?? null,
    direction: "outgoing",
    sipCallId: "",
  });
}

/** The phones of a user who is not busy; the trunk for everybody else. Empty: there is no way now, or not any more. */
export function customerTargets({ signaling }: OrganisationParts, house: House, number: string): RingTarget[] {
  const { configuration } = house;
  const user = userWithExtension(configuration, number);
  if (user) return house.isOnCall(user.id) ? [] : signaling.targets(user.id);
  const read = readNumber(number);
  if (!read || !mayDialItself(configuration.allowedNumberClasses, read)) return [];
  const target = signaling.outside(configuration.organisationId, read);
  return target ? [target] : [];
}

/** Why {@link customerTargets} has found none. */
export function whyNoTargets(house: House, number: string): CallReason {
  const user = userWithExtension(house.configuration, number);
  if (!user) return "noTrunk";
  return house.isOnCall(user.id) ? "busy" : "unreachable";
}

interface Start {
  open: OpenCallback;
  record: CallLog;
  memberId: string;
  device: AnsweredDevice;
  begin: CallbackAttempt["begin"];
}

export function attemptOf(parts: OrganisationParts, house: House, { open, ...start }: Start): CallbackAttempt {
  const { configuration } = house;
  const { groupId, number } = open.request;
  const group = house.group(groupId);
  const language = group?.general.language ?? configuration.language;
  const announcementId = group?.callback.callbackHandlerAnnouncementId ?? null;
  const announcement = announcementId && parts.library.announcement(configuration, announcementId);
  const user = userWithExtension(configuration, number);
  const prompt = (id: PromptId) => parts.library.prompt(configuration, language, id);
  return {
    ...start,
    targets: group ? customerTargets(parts, house, number) : [],
    whyNoTargets: whyNoTargets(house, number),
    holdLine: () => (user ? house.holdLine(user.id) : () => {}),
    from: group ? customerPresentation(configuration, group) : callerUnknown,
    bill: { callId: start.record.id, billingAccountId: group?.general.billingAccountId ?? null },
    ringSeconds: group?.callback.callbackRingSeconds || usualRingSeconds,
    handler: announcement || prompt("callback.handler"),
    greeting: prompt("callback.greeting"),
  };
}

const callerUnknown: CallPresentation = { number: null, name: "", group: null, outsideNumber: null, ownNumber: null, forwarded: null };
