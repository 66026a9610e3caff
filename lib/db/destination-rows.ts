/** Destinations: a row in the database, a closed union in the domain. */
import { assertNever } from "../domain/assert-never.ts";
import { type Destination, hangUpBusy } from "../domain/destination.ts";
import type { Destination as Row } from "../generated/prisma/client.ts";

const none = {
  targetGroupId: null,
  targetUserId: null,
  targetMenuId: null,
  targetMessageBoxId: null,
  announcementId: null,
  outsideNumber: null,
};

export function destinationData(destination: Destination) {
  const { kind } = destination;
  switch (kind) {
    case "group":
      return { ...none, kind, targetGroupId: destination.groupId };
    case "user":
      return { ...none, kind, targetUserId: destination.userId };
    case "menu":
      return { ...none, kind, targetMenuId: destination.menuId };
    case "messageBox":
      return { ...none, kind, targetMessageBoxId: destination.messageBoxId };
    case "announcement":
      return { ...none, kind, announcementId: destination.announcementId };
    case "outsideNumber":
      return { ...none, kind, outsideNumber: destination.number };
    case "busy":
    case "hangUp":
      return { ...none, kind };
    default:
      return assertNever(destination);
  }
}

/** A row whose target is gone falls back to the busy announcement: a caller is never left in silence. */
export function toDestination(row: Row): Destination {
  switch (row.kind) {
    case "group":
      return row.targetGroupId ? { kind: "group", groupId: row.targetGroupId } : hangUpBusy;
    case "user":
      return row.targetUserId ? { kind: "user", userId: row.targetUserId } : hangUpBusy;
    case "menu":
      return row.targetMenuId ? { kind: "menu", menuId: row.targetMenuId } : hangUpBusy;
    case "messageBox":
      return row.targetMessageBoxId ? { kind: "messageBox", messageBoxId: row.targetMessageBoxId } : hangUpBusy;
    case "announcement":
      return row.announcementId ? { kind: "announcement", announcementId: row.announcementId } : hangUpBusy;
    case "outsideNumber":
      return row.outsideNumber ? { kind: "outsideNumber", number: row.outsideNumber } : hangUpBusy;
    default:
      return { kind: row.kind };
  }
}
