/** The dials of callback requests: a member has answered and the customer is called; and what follows from how it ended. */
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallReason } from "../../lib/domain/call.ts";
import { isOpenAt } from "../../lib/domain/opening-hours.ts";
import type { CallbackStore } from "../ports/callbacks.ts";
import type { TransferRequest } from "../ports/signaling.ts";
import type { CallLog } from "./call-log.ts";
import { attemptOf, customerTargets, newAttemptRecord, whyNoTargets } from "./callback-attempt.ts";
import { type AttemptEnd, CallbackCall } from "./callback-call.ts";
import type { CallbackPlaces } from "./callback-places.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import type { House, OrganisationParts } from "./house.ts";
import { type CallbackEnd, type OpenCallback, whyOver } from "./open-callback.ts";

/** Until it is tried again when the fault is our own: live callers are served meanwhile. */
const ownFaultMs = 30_000;
/** Until it is looked again whether there is a way to the customer: nobody is rung for that, and a worker that has just begun knows no trunk yet. */
const lookAgainMs = 2_000;

export interface DialNeeds {
  store: CallbackStore;
  /** A member talks with a customer. */
  talking(memberId: string, record: CallLog): void;
  /** He wants to pass the customer on. */
  transferRequested(call: CallbackCall, request: TransferRequest): void;
}

interface Requests {
  isOpen(open: OpenCallback): boolean;
  end(open: OpenCallback, end: CallbackEnd): void;
  /** By the one who asked: he is on the line himself, or was served. */
  takenUp(open: OpenCallback): boolean;
}

export class CallbackDials {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #places: CallbackPlaces;
  readonly #needs: DialNeeds;
  readonly #requests: Requests;
  /** A dial could not be written: until then no other is tried. */
  #restsUntil: Instant = 0;

  constructor(parts: OrganisationParts, house: House, places: CallbackPlaces, needs: DialNeeds, requests: Requests) {
    this.#parts = parts;
    this.#house = house;
    this.#places = places;
    this.#needs = needs;
    this.#requests = requests;
  }

  /** Why the customer could not be dialled now, and when it is tried again; null: he could. */
  hindrance({ request }: OpenCallback): { until: Instant; reason: CallReason } | null {
    const now = this.#parts.clock.now();
    if (this.#restsUntil > now) return { until: this.#restsUntil, reason: "internalError" };
    if (customerTargets(this.#parts, this.#house, request.number).length > 0) return null;
    return { until: now + lookAgainMs, reason: whyNoTargets(this.#house, request.number) };
  }

  /** Of the attempt for which a member is rung. */
  recordOf(open: OpenCallback): CallLog {
    const { groupId, number } = open.request;
    open.record ??= newAttemptRecord(this.#parts, this.#house.configuration, this.#house.group(groupId), number);
    return open.record;
  }

  /** A member has answered. */
  connect(open: OpenCallback, memberId: string, device: AnsweredDevice): void {
    const record = this.recordOf(open);
    record.event("ringEnded", memberId, { result: "answered" });
    const hindered = this.#whyNotDialled(open);
    const attempt = attemptOf(this.#parts, this.#house, { open, record, memberId, device, begin: () => this.#begin(open, memberId) });
    open.request.attempts++;
    open.call = new CallbackCall(this.#parts, attempt, {
      talking: () => {
        this.#needs.talking(memberId, record);
        this.#parts.changed();
      },
      ended: (end) => this.#onEnded(open, memberId, end),
      transferRequested: (call, request) => this.#needs.transferRequested(call, request),
      passedOn: (customer) => this.#house.adopt(customer, record),
      begunTooLate: () => this.#returned(open),
    });
    if (hindered) open.call.close(hindered, "normal");
    else open.call.start();
  }

  /** What has come true since a member began to ring. */
  #whyNotDialled(open: OpenCallback): CallReason | null {
    const { clock } = this.#parts;
    const { configuration, state } = this.#house;
    const group = this.#house.group(open.request.groupId);
    const over = whyOver(open, group, clock.now());
    if (over || !group) return over?.reason ?? "groupDeleted";
    if (this.#places.isClosed) return "workerStopped";
    if (!state.closed.has(group.id)) return null;
    const hours = isOpenAt(group.hours, clock.date(), configuration.timeZone);
    return hours.open ? "outsideHours" : hours.reason;
  }

  /** Null: whatever it is here, in the database it is not open any more. */
  async #begin(open: OpenCallback, memberId: string): Promise<string | null> {
    const { clock } = this.#parts;
    try {
      const attemptId = await this.#needs.store.beginAttempt(open.request.id, memberId, clock.date());
      if (attemptId === null && this.#requests.isOpen(open)) this.#requests.end(open, { state: "cancelled", reason: "internalError" });
      return attemptId;
    } catch (error) {
      this.#restsUntil = clock.now() + ownFaultMs;
      throw error;
    }
  }

  #onEnded(open: OpenCallback, memberId: string, end: AttemptEnd): void {
    const { clock, records } = this.#parts;
    const { id } = open.request;
    open.call = null;
    open.record = null;
    if (end.attemptId) records.callback({ kind: "attemptEnded", attemptId: end.attemptId, endedAt: clock.date(), result: end.reason });
    if (!end.counted) open.request.attempts--;
    if (end.reached) {
      this.#requests.end(open, { state: "reached", reason: end.reason });
      this.#house.post({ type: "talkEnded", callId: id, agentId: memberId });
    } else this.#places.back(open, memberId, this.#requests.isOpen(open) ? this.#next(open, end) : null);
  }

  /** When it is tried again; null: never, or not by itself. */
  #next(open: OpenCallback, end: AttemptEnd): Instant | null {
    const { clock } = this.#parts;
    if (this.#requests.takenUp(open)) {
      this.#returned(open);
      return null;
    }
    const over = whyOver(open, this.#house.group(open.request.groupId), clock.now());
    if (over) {
      this.#requests.end(open, over.state === "unreached" ? { ...over, reason: end.reason } : over);
      return null;
    }
    const pauseMs = this.#pauseMs(open, end);
    open.request.nextAttemptAt = new Date(clock.date().getTime() + pauseMs);
    this.#returned(open);
    return clock.now() + pauseMs;
  }

  /** Live callers are served meanwhile. What waits for the opening of its group needs none. */
  #pauseMs(open: OpenCallback, { counted, endedBy }: AttemptEnd): number {
    const { configuration, state } = this.#house;
    if (counted || endedBy === "member") return configuration.callbackRetryMinutes * 60_000;
    return state.closed.has(open.request.groupId) ? 0 : ownFaultMs;
  }

  #returned(open: OpenCallback): void {
    const { id: callbackId, nextAttemptAt } = open.request;
    if (!this.#requests.isOpen(open)) return;
    this.#parts.records.callback({ kind: "returned", callbackId, nextAttemptAt: nextAttemptAt ?? this.#parts.clock.date() });
  }
}
