/**
 * The organisation's open callback requests: each has the place in the queue of the caller who made it. The distribution decides whose turn
 * it is; here the request is stored first, the customer is dialled, and every end is written.
 */
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallbackRequest, CallbackRequestResult } from "../../lib/domain/callback.ts";
import type { CallbackAction, CommandResult } from "../../lib/domain/live.ts";
import { dateOf } from "../runtime/clock.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";
import type { CallLog } from "./call-log.ts";
import { CallbackDials, type DialNeeds } from "./callback-dials.ts";
import { CallbackPlaces } from "./callback-places.ts";
import type { CallerSession } from "./caller-session.ts";
import { CallingAgain } from "./calling-again.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { type CallbackEnd, newRequest, type OpenCallback, whyOver } from "./open-callback.ts";

export type RequestOutcome = "stored" | "exists" | "refused" | "unavailable" | "late";

type Stored = CallbackRequestResult | { kind: "unavailable" };

export class Callbacks {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #needs: DialNeeds;
  readonly #open = new Map<string, OpenCallback>();
  readonly #places: CallbackPlaces;
  readonly #again: CallingAgain;
  readonly #dials: CallbackDials;
  readonly #timer: DeadlineTimer;

  constructor(parts: OrganisationParts, house: House, needs: DialNeeds) {
    this.#parts = parts;
    this.#house = house;
    this.#needs = needs;
    this.#places = new CallbackPlaces(house);
    const end = (open: OpenCallback, how: CallbackEnd) => this.#end(open, how);
    this.#again = new CallingAgain(parts, house, this.#places, {
      all: () => this.all(),
      find: (groupId, number) => this.#find(groupId, number),
      end,
      putBack: (open) => this.#putBack(open, 0),
    });
    this.#dials = new CallbackDials(parts, house, this.#places, needs, {
      isOpen: (open) => this.#open.has(open.request.id),
      end,
      takenUp: (open) => this.#again.takeUp(open),
    });
    this.#timer = new DeadlineTimer(parts.clock, () => this.#expire());
  }

  /** Calls that go on. */
  get callCount(): number {
    return this.all().filter(({ call }) => call !== null).length;
  }

  all(): OpenCallback[] {
    return [...this.#open.values()];
  }

  /** Undefined when it has left the queue: an answer that was on its way is too late. */
  get(callbackId: string): OpenCallback | undefined {
    return this.#places.hasLeft(callbackId) ? undefined : this.#open.get(callbackId);
  }

  /** Without a place, and nobody has it for them: a bug of ours. */
  lost(): string[] {
    if (this.#places.isClosed) return [];
    const { calls } = this.#house.state;
    const hasNone = ({ request: { id }, call, heldBy }: OpenCallback) => !call && !heldBy && !calls.has(id) && !this.#places.hasLeft(id);
    return this.all().flatMap((open) => (hasNone(open) ? [open.request.id] : []));
  }

  giveBack(callbackId: string): void {
    const open = this.#open.get(callbackId);
    if (open) this.#putBack(open, 0);
  }

  /** Requests of before this worker. They are as far apart as they were: the clock is read once. */
  restore(requests: CallbackRequest[]): void {
    const instantOf = this.#instants();
    for (const request of requests) {
      this.#putBack(this.#add(request, instantOf), instantOf(request.nextAttemptAt ?? request.requestedAt));
    }
  }

  /** What the new settings do not allow any more ends. */
  configured(): void {
    const waiting = this.all().filter(({ call, heldBy }) => !call && !heldBy);
    for (const open of waiting) {
      const over = this.#whyOver(open);
      if (over) this.#close(open, over);
    }
  }

  /** Stored before anything else happens; then the request has the caller's place. */
  async request(session: CallerSession, group: ConfiguredGroup, number: string): Promise<RequestOutcome> {
    const callId = session.id;
    const waiting = this.#house.state.calls.get(callId);
    if (!waiting) return "late";
    const known = this.#find(group.id, number);
    if (known) return this.#foundAs(known);
    const requestedAt = this.#parts.clock.date();
    const arrivedAt = dateOf(this.#parts.clock, waiting.arrivedAt);
    const request = newRequest(group, { originCallId: callId, number, arrivedAt, requestedAt });
    const result = await this.#store(request);
    if (result.kind === "stored") return this.#takePlace(session, this.#add(request));
    if (session.id !== callId) return "late";
    if (result.kind !== "exists") return result.kind;
    const open = this.#open.get(result.request.id);
    if (open) return this.#foundAs(open);
    const found = this.#add(result.request);
    // He was told that it could not be taken, since the answer of the database was lost.
    if (found.request.originCallId === callId) return this.#takePlace(session, found);
    this.#putBack(found, this.#instants()(found.request.nextAttemptAt ?? found.request.requestedAt));
    return this.#open.has(found.request.id) ? "exists" : this.request(session, group, number);
  }

  /** A request that is over as soon as the dial under way ends, or the call of the one who asked, calls nobody: it is not promised again. */
  #foundAs(open: OpenCallback): RequestOutcome {
    return this.#whyOver(open) ? "unavailable" : "exists";
  }

  async #store(request: CallbackRequest): Promise<Stored> {
    try {
      const result = await this.#needs.store.request(request);
      if (result.kind !== "exists" || this.#open.has(result.request.id)) return result;
      // One that has ended here, and its end is not written yet?
      if (!(await this.#parts.records.written())) return { kind: "unavailable" };
      return await this.#needs.store.request(request);
    } catch (error) {
      this.#parts.log.warn("a callback request could not be stored", { callId: request.originCallId, error: String(error) });
      return { kind: "unavailable" };
    }
  }

  /** The place of the caller's own open request, which he takes up again by calling. */
  holdFor(session: CallerSession, group: ConfiguredGroup): Instant | null {
    return this.#again.holdFor(session, group);
  }

  holds(callId: string): boolean {
    return this.#again.holds(callId);
  }

  /** The caller was served, or his stay in this queue is over without it. */
  release(callId: string, served: boolean): void {
    this.#again.release(callId, served);
  }

  /** Of the attempt for which a member is rung. */
  recordOf(callbackId: string): CallLog | undefined {
    const open = this.get(callbackId);
    return open ? this.#dials.recordOf(open) : this.#places.leftRecord(callbackId);
  }

  /** The distribution has let go of it: no phone rings for it any more. */
  released(callbackId: string): void {
    this.#places.released(callbackId);
  }

  /** True: the customer could not be dialled now, so nobody begins to be rung for him; it is tried again. */
  postpone(callbackId: string): boolean {
    const open = this.get(callbackId);
    const hindrance = open && !open.record ? this.#dials.hindrance(open) : null;
    if (!open || !hindrance) return false;
    open.request.nextAttemptAt = dateOf(this.#parts.clock, hindrance.until);
    this.#places.leave(open, hindrance.reason);
    this.#places.wait(open, hindrance.until);
    return true;
  }

  /** A member has answered: the customer is dialled. */
  connect(open: OpenCallback, memberId: string, device: AnsweredDevice): void {
    this.#dials.connect(open, memberId, device);
  }

  act(callbackId: string, action: CallbackAction): CommandResult {
    return action === "cancel" ? this.cancel(callbackId) : this.say(callbackId, action === "reached");
  }

  /** A supervisor's word: the request ends. Who talks already has been reached. */
  cancel(callbackId: string): CommandResult {
    const open = this.#open.get(callbackId);
    if (!open) return { ok: false, reason: "unknownCallback" };
    if (open.call?.isTalking) return { ok: false, reason: "notNow" };
    this.#close(open, { state: "cancelled", reason: "callbackCancelled" });
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
    if (open) this.#end(open, { state: "cancelled", reason: "groupDeleted" });
  }

  /** No new dial; the requests stay where they are stored. */
  drain(): void {
    for (const open of this.#open.values()) if (!open.call) this.#places.leave(open, "workerStopped");
    this.#places.close();
    this.#timer.stop();
  }

  closeAll(): void {
    this.drain();
    for (const { call } of this.all()) call?.close("workerStopped", "shutdown");
  }

  #takePlace(session: CallerSession, open: OpenCallback): RequestOutcome {
    const callId = open.request.originCallId ?? "";
    const isThere = session.id === callId;
    const { outcome, answeredAt } = session.record;
    if (this.#house.state.calls.has(callId)) this.#places.takeFrom(callId, open);
    else if (isThere && session.stage === "finished" && !outcome) this.#putBack(open, 0);
    else {
      // A member has answered him meanwhile, and the talk may be over by now; or the queue has sent him elsewhere.
      const served = isThere && (session.stage === "talking" || answeredAt !== null);
      this.#end(open, { state: "cancelled", reason: served ? "calledAgain" : "callbackCancelled" });
      return "late";
    }
    return "stored";
  }

  #add(request: CallbackRequest, instantOf = this.#instants()): OpenCallback {
    const [arrivedAt, expiresAt] = [instantOf(request.arrivedAt), instantOf(request.expiresAt)];
    const open: OpenCallback = { request, arrivedAt, expiresAt, record: null, call: null, heldBy: null, again: null };
    this.#open.set(request.id, open);
    this.#armExpiry();
    return open;
  }

  #find(groupId: string, number: string): OpenCallback | undefined {
    return this.all().find(({ request }) => request.groupId === groupId && request.number === number);
  }

  /** Of one reading of the clock. */
  #instants(): (date: Date) => Instant {
    const { clock } = this.#parts;
    const begin = clock.now() - clock.date().getTime();
    return (date) => begin + date.getTime();
  }

  #whyOver(open: OpenCallback): CallbackEnd | null {
    return whyOver(open, this.#house.group(open.request.groupId), this.#parts.clock.now());
  }

  /** In its place again, from the instant on, unless nothing can come of it any more. */
  #putBack(open: OpenCallback, notBefore: Instant): void {
    const over = this.#whyOver(open);
    if (over) this.#end(open, over);
    else this.#places.wait(open, notBefore);
  }

  /** A dial that is going on ends with the request. */
  #close(open: OpenCallback, end: CallbackEnd): void {
    if (!open.call) this.#places.leave(open, end.reason);
    this.#end(open, end);
    open.call?.close(end.reason, "normal");
  }

  #end(open: OpenCallback, { state, reason }: CallbackEnd): void {
    this.#open.delete(open.request.id);
    if (!open.call) open.record?.end("failed", reason, "service");
    this.#parts.records.callback({ kind: "ended", callbackId: open.request.id, state, reason, endedAt: this.#parts.clock.date() });
    this.#armExpiry();
    this.#parts.changed();
  }

  /** Who is being dialled, or has called again himself, is not cut off by the clock. */
  #expire(): void {
    const now = this.#parts.clock.now();
    const over = this.all().filter(({ expiresAt, call, heldBy }) => expiresAt <= now && !call && !heldBy);
    for (const open of over) this.#close(open, { state: "expired", reason: "callbackExpired" });
    this.#armExpiry();
  }

  /** Whoever is returned to his place is asked then whether his time is over. */
  #armExpiry(): void {
    const now = this.#parts.clock.now();
    const waiting = this.all().filter(({ expiresAt, call, heldBy }) => expiresAt > now || (!call && !heldBy));
    const next = Math.min(...waiting.map(({ expiresAt }) => expiresAt));
    this.#timer.set(Number.isFinite(next) && !this.#places.isClosed ? next : null);
  }
}
