/**
 * Where a call goes that leaves the queue, or never entered it. What cannot be reached falls back to the system prompt of the
 * reason, then the call ends: a caller is never left in silence.
 */

import type { LeaveReason } from "../../lib/distribution/events.ts";
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { CallOutcome, CallReason } from "../../lib/domain/call.ts";
import type { Destination } from "../../lib/domain/destination.ts";
import { isOpenAt } from "../../lib/domain/opening-hours.ts";
import { mayDialItself, readNumber } from "../../lib/domain/phone-number.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import type { AudioKey } from "../ports/media.ts";
import type { RingTarget } from "../ports/signaling.ts";
import type { CallerSession } from "./caller-session.ts";
import { DeviceRing } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { visitMenu } from "./menu-visit.ts";
import { visitMessageBox } from "./message-visit.ts";
import { groupPresentation } from "./presentation.ts";

/** Groups that a call may visit before it is let go. */
export const maxHops = 5;
const userRingSeconds = 30;

export class Destinations {
  readonly #parts: OrganisationParts;
  readonly #house: House;

  constructor(parts: OrganisationParts, house: House) {
    this.#parts = parts;
    this.#house = house;
  }

  leaveQueue(session: CallerSession, groupId: string, reason: LeaveReason): void {
    const group = this.#house.group(groupId);
    if (!group) session.announceAndClose(this.#prompt("group.noAgents"), "overflowed", "groupDeleted");
    else if (reason === "closed") this.#sendClosed(session, group);
    else this.send(session, group, destinationOf(group, reason), reason);
  }

  /** The time in which callers are still served after closing is over. */
  #sendClosed(session: CallerSession, group: ConfiguredGroup): void {
    const state = isOpenAt(group.hours, this.#parts.clock.date(), this.#house.configuration.timeZone);
    const reason = state.open ? "outsideHours" : state.reason;
    this.send(session, group, group.hours.closedDestinations[reason], reason);
  }

  /** `unreached`: where the call goes instead when a user is busy, away or does not answer; null: the prompt of the reason. */
  send(
    session: CallerSession,
    group: ConfiguredGroup,
    destination: Destination,
    reason: CallReason,
    unreached: Destination | null = null,
  ): void {
    session.record.event("overflowed", null, { reason, destination: destination.kind });
    switch (destination.kind) {
      case "group":
        this.#moveTo(session, group, destination.groupId, reason);
        return;
      case "user":
        this.#ring(session, group, this.#devicesOf(destination.userId), reason, { userId: destination.userId, unreached });
        return;
      case "outsideNumber":
        this.#callOutside(session, group, destination.number, reason);
        return;
      case "announcement":
        this.#announce(session, group, reason, this.#announcement(destination.announcementId));
        return;
      case "hangUp":
        session.refuse(refusalOf(reason), outcomeOf(reason), reason);
        return;
      case "menu":
        this.#visitMenu(session, group, destination.menuId, reason);
        return;
      case "messageBox":
        this.#visitMessageBox(session, group, destination.messageBoxId, reason);
        return;
      case "busy":
        this.#announce(session, group, reason, null);
        return;
      default:
        assertNever(destination);
    }
  }

  #announce(session: CallerSession, group: ConfiguredGroup, reason: CallReason, key: AudioKey | null): void {
    const { numbers } = this.#house.configuration;
    const number = numbers.find(({ digits }) => digits === session.incoming.dialled);
    const unanswered = number?.answerMode === "earlyMedia" ? refusalOf(reason) : null;
    session.announceAndClose(key ?? this.#prompt(promptOf(reason), group), outcomeOf(reason), reason, unanswered);
  }

  /** A menu is a stop on the way like a group: rounds end after five. */
  #visitMenu(session: CallerSession, group: ConfiguredGroup, menuId: string, reason: CallReason): void {
    const onward = (destination: Destination, unreached: Destination | null) => this.send(session, group, destination, reason, unreached);
    const visited = session.hops < maxHops && visitMenu(this.#parts, this.#house, session, menuId, onward);
    if (visited) session.hops++;
    else this.#announce(session, group, reason, null);
  }

  #visitMessageBox(session: CallerSession, group: ConfiguredGroup, messageBoxId: string, reason: CallReason): void {
    const visit = { session, group, messageBoxId, fate: { outcome: outcomeOf(reason), reason } };
    if (!visitMessageBox(this.#parts, this.#house, visit)) this.#announce(session, group, reason, null);
  }

  /** None of whoever is busy. */
  #devicesOf(userId: string): RingTarget[] {
    return this.#house.isOnCall(userId) ? [] : this.#parts.signaling.targets(userId);
  }

  #moveTo(session: CallerSession, from: ConfiguredGroup, groupId: string, reason: CallReason): void {
    const group = this.#house.group(groupId);
    if (!group || session.hops >= maxHops) {
      this.#announce(session, from, reason, null);
      return;
    }
    session.record.end(outcomeOf(reason), reason, "service");
    this.#house.move(session, group);
  }

  /** A class that is barred by now, no trunk that answers: the caller hears the prompt of the reason. */
  #callOutside(session: CallerSession, group: ConfiguredGroup, written: string, reason: CallReason): void {
    const { organisationId, allowedNumberClasses } = this.#house.configuration;
    const number = readNumber(written);
    const own = number && this.#groupOf(number.digits);
    if (own) {
      this.#moveTo(session, group, own.id, reason);
      return;
    }
    const target = number && mayDialItself(allowedNumberClasses, number) ? this.#parts.signaling.outside(organisationId, number) : null;
    if (target) {
      this.#ring(session, group, [target], reason);
      return;
    }
    this.#announce(session, group, reason, null);
  }

  /** Our own number must not go round by the operator: nobody would count the rounds. */
  #groupOf(digits: string): ConfiguredGroup | undefined {
    const { numbers, groups } = this.#house.configuration;
    const id = numbers.find((number) => number.digits === digits)?.id;
    return groups.find((group) => group.general.numberId === id);
  }

  /** `whose` devices they are; left out for a number outside. No queue rings him from the first ring to the end of the call. */
  #ring(session: CallerSession, group: ConfiguredGroup, targets: RingTarget[], reason: CallReason, whose?: Rung): void {
    const { configuration } = this.#house;
    const forwarded = reason === "attempts" || reason === "maxWait" ? "no-answer" : "unavailable";
    const plan = {
      targets,
      from: groupPresentation(configuration, group, session.record.start.callerNumber, forwarded),
      name: `${session.id}:forwarded`,
      bill: { callId: session.id, billingAccountId: group.general.billingAccountId },
    };
    const release = whose && targets.length > 0 ? this.#house.holdLine(whose.userId) : () => {};
    const fallBack = () => {
      release();
      if (session.stage === "finished") return;
      if (whose?.unreached) this.send(session, group, whose.unreached, reason);
      else this.#announce(session, group, reason, null);
    };
    session.hearRinging();
    const ring = new DeviceRing(this.#parts, plan, {
      earlyMedia: (media) => session.hearEarly(media),
      answered: (device) => {
        clearTimeout(timer);
        session.record.end(outcomeOf(reason), reason, "service");
        session.connect(device, null);
      },
      refused: () => {
        // A ring without targets ends while it is being made, before the timer exists.
        queueMicrotask(() => clearTimeout(timer));
        fallBack();
      },
    });
    const timer = setTimeout(() => {
      ring.cancel("timeout");
      fallBack();
    }, userRingSeconds * 1000);
    session.onFinished(() => {
      clearTimeout(timer);
      ring.cancel("callerLeft");
      release();
    });
  }

  #announcement(id: string): AudioKey | null {
    return this.#parts.library.announcement(this.#house.configuration, id);
  }

  #prompt(id: PromptId, group?: ConfiguredGroup): AudioKey {
    const { configuration } = this.#house;
    return this.#parts.library.prompt(configuration, group?.general.language ?? configuration.language, id);
  }
}

interface Rung {
  userId: string;
  unreached: Destination | null;
}

const isFull = (reason: CallReason) => reason === "full" || reason === "maxWait";

const refusalOf = (reason: CallReason) => (isFull(reason) ? 486 : 480);

const isClosed = (reason: CallReason) =>
  reason === "outsideHours" || reason === "exception" || reason === "holiday" || reason === "manual" || reason === "emergency";

const outcomeOf = (reason: CallReason): CallOutcome => (isClosed(reason) ? "closed" : "overflowed");

function promptOf(reason: CallReason): PromptId {
  if (isClosed(reason)) return "group.closed";
  return isFull(reason) ? "group.full" : "group.noAgents";
}

/** No agents and attempts used up share a destination; full and longest wait the other (product.md, "Queue"). */
const destinationOf = ({ queue }: ConfiguredGroup, reason: Exclude<LeaveReason, "closed">): Destination =>
  isFull(reason) ? queue.overflowDestination : queue.noAgentsDestination;
