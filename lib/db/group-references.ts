/** What a group's settings refer to. */
import type { GroupSettings } from "../domain/group/group.ts";
import type { Transaction } from "./client.ts";
import { firstUnknown, ofDestination, optional, type Reference } from "./references.ts";

/** The field of the first reference that does not exist in the organisation, or null. */
export const unknownReference = (tx: Transaction, organisationId: string, settings: GroupSettings): Promise<string | null> =>
  firstUnknown(tx, organisationId, referencesOf(settings));

function referencesOf({ general, queue, members, announcements, callback, hours }: GroupSettings): Reference[] {
  return [
    { kind: "number", id: general.numberId, field: "general.numberId" },
    ...optional("billingAccount", general.billingAccountId, "general.billingAccountId"),
    ...ofDestination(queue.noAgentsDestination, "queue.noAgentsDestination"),
    ...ofDestination(queue.overflowDestination, "queue.overflowDestination"),
    ...members.members.map((member): Reference => ({ kind: "user", id: member.userId, field: "members.members" })),
    ...members.supervisors.map((id): Reference => ({ kind: "user", id, field: "members.supervisors" })),
    ...optional("announcement", announcements.queueEntryAnnouncementId, "announcements.queueEntryAnnouncementId"),
    ...optional("announcement", announcements.holdAudioId, "announcements.holdAudioId"),
    ...optional("announcement", announcements.progressAnnouncementId, "announcements.progressAnnouncementId"),
    ...optional("announcement", callback.callbackHandlerAnnouncementId, "callback.callbackHandlerAnnouncementId"),
    ...optional("announcement", callback.callbackOfferAnnouncementId, "callback.callbackOfferAnnouncementId"),
    ...Object.entries(hours.closedDestinations).flatMap(([reason, target]) => ofDestination(target, `hours.closedDestinations.${reason}`)),
  ];
}
