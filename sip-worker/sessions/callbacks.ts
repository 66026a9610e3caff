/**
 * The organisation's open callback requests: each has the place in the queue of the caller who made it. The distribution decides whose turn
 * it is; here the request is stored first, the customer is dialled, and every end is written.
 */
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallReason } from "../../lib/domain/call.ts";
import type { CallbackEndState, CallbackRequest, CallbackRequestResult } from "../../lib/domain/callback.ts";
import type { CallbackAction, CommandResult } from "../../lib/domain/live.ts";
import type { CallbackStore } from "../ports/callbacks.ts";
import type { TransferRequest } from "../ports/signaling.ts";
import { dateOf } from "../runtime/clock.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";
import type { CallLog } from "./call-log.ts";
import { attemptOf, newAttemptRecord } from "./callback-attempt.ts";
import { type AttemptEnd, CallbackCall } from "./callback-call.ts";
import { callbackNumberOf } from "./callback-number.ts";
import type { CallerSession } from "./caller-session.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { newRequest, type OpenCallback } from "./open-callback.ts";

export type RequestOutcome = "stored" | "exists" | "refused" | "unavailable" | "late";

interface Needs {
  store: CallbackStore;
  /** A member talks with a customer. */
  talking(memberId: string, record: CallLog): void;
  /** The member's part in a callback is over. */
  memberFree(memberId: string): void;
  /** He wants to pass the customer on. */
  transferRequested(call: CallbackCall, request: TransferRequest): void;
}

export class Callbacks {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #needs: Needs;
  readonly #open = new Map<string, OpenCallback>();
  /** Until the distribution has let go of them: a phone may ring for them still. */
  readonly #withdrawn = new Map<string, { record: CallLog | null; reason: CallReason }>();
  readonly #timer: DeadlineTimer;
  #closed = false;

  constructor(parts: OrganisationParts, house: House, needs: Needs) {
    this.#parts = parts;
    this.#house = house;
    this.#needs = needs;
    this.#timer = new DeadlineTimer(parts.clock, () => this.#expire());
  }

  /** Calls that go on. */
  get callCount(): number {
    return [...this.#open.values()].filter(({ call }) => call !== null).length;
  }

  all(): OpenCallback[] {
    return [...this.#open.values()];
  }

  /** Undefined when it was withdrawn: an answer that was on its way is too late. */
  get(callbackId: string): OpenCallback | undefined {
    return this.#withdrawn.has(callbackId) ? undefined : this.#open.get(callbackId);
  }

  /** Requests of before this worker. */
  restore(requests: CallbackRequest[]): void {
    for (const request of requests) this.#wait(this.#add(request), this.#instantOf(request.nextAttemptAt ?? request.requestedAt));
    this.#expire();
  }

  /** Stored before anything else happens; then the request has the caller's place. */
  async request(session: CallerSession, group: ConfiguredGroup, number: string): Promise<RequestOutcome> {
    const waiting = this.#house.state.calls.get(session.id);
    if (!waiting) return "late";
    if (this.#find(group.id, number)) return "exists";
    const requestedAt = this.#parts.clock.date();
    const arrivedAt = dateOf(this.#parts.clock, waiting.arrivedAt);
    const request = newRequest(group, { originCallId: session.id, number, arrivedAt, requestedAt });
    const stored = await this.#store(request);
    return stored === "stored" ? this.#takePlace(session, this.#add(request)) : stored;
  }

  async #store(request: CallbackRequest): Promise<CallbackRequestResult["kind"] | "unavailable"> {
    try {
      return (await this.#needs.store.request(request)).kind;
    } catch (error) {
      this.#parts.log.warn("a callback request could not be stored", { callId: request.originCallId, error: String(error) });
      return "unavailable";
    }
  }

  /** The caller's own open request, which he takes up again by calling: its place is his. */
  holdFor(session: CallerSession, group: ConfiguredGroup): Instant | null {
    const number = callbackNumberOf(this.#house.configuration, session.incoming.caller);
    const open = number.kind === "usable" ? this.#find(group.id, number.number) : undefined;
    if (!open || open.call || open.heldBy) return null;
    open.heldBy = session.id;
    this.#withdraw(open, "calledAgain");
    return open.arrivedAt;
  }

  holds(callId: string): boolean {
    return [...this.#open.values()].some(({ heldBy }) => heldBy === callId);
  }

  /** The caller was served, or his stay in this queue is over without it: then the request waits again. */
  release(callId: string, served: boolean): void {
    const open = [...this.#open.values()].find(({ heldBy }) => heldBy === callId);
    if (!open) return;
    open.heldBy = null;
    if (served) this.#end(open, "reached", "calledAgain");
    else this.#wait(open, 0);
  }

  /** Of the attempt for which a member is rung. */
  recordOf(callbackId: string): CallLog | undefined {
    const open = this.get(callbackId);
    return open ? this.#attemptRecord(open) : (this.#withdrawn.get(callbackId)?.record ?? undefined);
  }

  /** The distribution has let go of it: no phone rings for it any more. */
  released(callbackId: string): void {
    const withdrawn = this.#withdrawn.get(callbackId);
    this.#withdrawn.delete(callbackId);
    withdrawn?.record?.end("failed", withdrawn.reason, "service");
  }

  #attemptRecord(open: OpenCallback): CallLog {
    open.record ??= newAttemptRecord(this.#parts, this.#house.configuration, this.#house.group(open.request.groupId), open.request.number);
    return open.record;
  }

  /** A member has answered: the customer is dialled. */
  connect(open: OpenCallback, memberId: string, device: AnsweredDevice): void {
    const { request } = open;
    const record = this.#attemptRecord(open);
    record.event("ringEnded", memberId, { result: "answered" });
    const begin = () => this.#needs.store.beginAttempt(request.id, memberId, this.#parts.clock.date());
    const attempt = attemptOf(this.#parts, this.#house, { open, record, memberId, device, begin });
    request.attempts++;
    open.call = new CallbackCall(this.#parts, attempt, {
      talking: () => {
        this.#needs.talking(memberId, record);
        this.#parts.changed();
      },
      ended: (end) => this.#onAttemptEnded(open, memberId, end),
      transferRequested: (call, request) => this.#needs.transferRequested(call, request),
      passedOn: (customer) => this.#house.adopt(customer, record),
      begunTooLate: () => this.#returned(open),
    });
    if (this.#mayDial(open)) open.call.start();
    else open.call.close("callbackExpired", "normal");
  }

  act(callbackId: string, action: CallbackAction): CommandResult {
    return action === "cancel" ? this.cancel(callbackId) : this.say(callbackId, action === "reached");
  }

  /** A supervisor's word: the request ends. Who talks already has been reached. */
  cancel(callbackId: string): CommandResult {
    const open = this.#open.get(callbackId);
    if (!open) return { ok: false, reason: "unknownCallback" };
    if (open.call?.isTalking) return { ok: false, reason: "notNow" };
    this.#close(open, "cancelled", "callbackCancelled");
    return { ok: true };
  }

  /** The member's word on whom he met. */
  say(callbackId: string, reached: boolean): CommandResult {
    const open = this.#open.get(callbackId);
    if (!open) return { ok: false, reason: "unknownCallback" };
    return open.call?.say(reached) ? { ok: true } : { ok: false, reason: "notNow" };
  }

  /** Its group is gone, and the row with it. */
  groupGone(callbackId: string): void {
    const open = this.#open.get(callbackId);
    if (open) this.#end(open, "cancelled", "groupDeleted");
  }

  /** No new dial; the requests stay where they are stored. */
  drain(): void {
    for (const open of this.#open.values()) if (!open.call) this.#withdraw(open, "workerStopped");
    this.#closed = true;
    this.#timer.stop();
  }

  closeAll(): void {
    this.drain();
    for (const { call } of [...this.#open.values()]) call?.close("workerStopped", "shutdown");
  }

  #takePlace(session: CallerSession, open: OpenCallback): RequestOutcome {
    const { id } = open.request;
    if (this.#house.state.calls.has(session.id)) this.#house.post({ type: "callbackRequested", callId: session.id, callbackId: id });
    else if (session.stage === "finished") this.#wait(open, 0);
    else {
      // A member has answered him meanwhile, or the queue has sent him elsewhere.
      this.#end(open, "cancelled", session.stage === "talking" ? "calledAgain" : "callbackCancelled");
      return "late";
    }
    return "stored";
  }

  #add(request: CallbackRequest): OpenCallback {
    const open: OpenCallback = {
      request,
      arrivedAt: this.#instantOf(request.arrivedAt),
      expiresAt: this.#instantOf(request.expiresAt),
      record: null,
      call: null,
      heldBy: null,
    };
    this.#open.set(request.id, open);
    this.#armExpiry();
    return open;
  }

  #find(groupId: string, number: string): OpenCallback | undefined {
    return [...this.#open.values()].find(({ request }) => request.groupId === groupId && request.number === number);
  }

  #instantOf(date: Date): Instant {
    const { clock } = this.#parts;
    return clock.now() + (date.getTime() - clock.date().getTime());
  }

  #mayDial({ request, expiresAt }: OpenCallback): boolean {
    return !this.#closed && expiresAt > this.#parts.clock.now() && !this.#house.state.closed.has(request.groupId);
  }

  #onAttemptEnded(open: OpenCallback, memberId: string, end: AttemptEnd): void {
    const { clock, records } = this.#parts;
    const { id } = open.request;
    open.call = null;
    open.record = null;
    if (end.attemptId) records.callback({ kind: "attemptEnded", attemptId: end.attemptId, endedAt: clock.date(), result: end.reason });
    if (!end.counted) open.request.attempts--;
    if (end.reached) this.#end(open, "reached", end.reason);
    const notBefore = end.reached || !this.#open.has(id) ? null : this.#pauseOrEnd(open, end);
    if (end.reached) this.#house.post({ type: "talkEnded", callId: id, agentId: memberId });
    else {
      const { groupId } = open.request;
      this.#house.post({ type: "callbackUnreached", callbackId: id, agentId: memberId, groupId, arrivedAt: open.arrivedAt, notBefore });
    }
    this.#needs.memberFree(memberId);
  }

  /** When it is tried again; null: never. */
  #pauseOrEnd(open: OpenCallback, end: AttemptEnd): Instant | null {
    const { configuration } = this.#house;
    const { clock } = this.#parts;
    const group = this.#house.group(open.request.groupId);
    if (!group) this.#end(open, "cancelled", "groupDeleted");
    else if (open.expiresAt <= clock.now()) this.#end(open, "expired", "callbackExpired");
    else if (open.request.attempts >= Math.max(group.callback.callbackAttempts, 1)) this.#end(open, "unreached", end.reason);
    else {
      const pauseMs = end.counted ? configuration.callbackRetryMinutes * 60_000 : 0;
      open.request.nextAttemptAt = new Date(clock.date().getTime() + pauseMs);
      this.#returned(open);
      return clock.now() + pauseMs;
    }
    return null;
  }

  #returned({ request: { id, nextAttemptAt } }: OpenCallback): void {
    if (!this.#open.has(id)) return;
    this.#parts.records.callback({ kind: "returned", callbackId: id, nextAttemptAt: nextAttemptAt ?? this.#parts.clock.date() });
  }

  /** In its place, from the instant on. */
  #wait(open: OpenCallback, notBefore: Instant): void {
    const { id, groupId } = open.request;
    this.#house.post({ type: "callbackRestored", callbackId: id, groupId, arrivedAt: open.arrivedAt, notBefore });
  }

  #withdraw(open: OpenCallback, reason: CallReason): void {
    this.#withdrawn.set(open.request.id, { record: open.record, reason });
    open.record = null;
    this.#house.post({ type: "callbackWithdrawn", callbackId: open.request.id });
  }

  /** A dial that is going on ends with the request. */
  #close(open: OpenCallback, state: CallbackEndState, reason: CallReason): void {
    if (!open.call) this.#withdraw(open, reason);
    this.#end(open, state, reason);
    open.call?.close(reason, "normal");
  }

  #end(open: OpenCallback, state: CallbackEndState, reason: CallReason): void {
    this.#open.delete(open.request.id);
    if (!open.call) open.record?.end("failed", reason, "service");
    this.#parts.records.callback({ kind: "ended", callbackId: open.request.id, state, reason, endedAt: this.#parts.clock.date() });
    this.#armExpiry();
    this.#parts.changed();
  }

  /** Who is being dialled, or has called again himself, is not cut off by the clock. */
  #expire(): void {
    const now = this.#parts.clock.now();
    for (const open of [...this.#open.values()]) {
      if (open.expiresAt <= now && !open.call && !open.heldBy) this.#close(open, "expired", "callbackExpired");
    }
    this.#armExpiry();
  }

  #armExpiry(): void {
    const now = this.#parts.clock.now();
    const next = Math.min(...[...this.#open.values()].map(({ expiresAt }) => expiresAt).filter((expiresAt) => expiresAt > now));
    this.#timer.set(Number.isFinite(next) && !this.#closed ? next : null);
  }
}
