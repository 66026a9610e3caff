/** How a call comes to a group: media is opened, a record begins, and opening hours are asked before the distribution. */
import type { CallReason } from "../../lib/domain/call.ts";
import type { IncomingCall } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import { CallLog } from "./call-log.ts";
import type { Callbacks } from "./callbacks.ts";
import { calledCustomer } from "./called-customer.ts";
import { type CallerListener, CallerSession } from "./caller-session.ts";
import type { Destinations } from "./destinations.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import type { OpeningWatch } from "./opening-watch.ts";
import { openCallerMedia } from "./phone-media.ts";

interface Needs {
  listener: CallerListener;
  destinations: Destinations;
  callbacks: Callbacks;
  opening: OpeningWatch;
  sessions: Map<string, CallerSession>;
  /** What is known only of this stay in a queue: what he was told, what he was offered. */
  forget(callId: string): void;
  /** False when the worker's right to serve the organisation has ended. */
  serving(): boolean;
}

export class Arrivals {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #needs: Needs;

  constructor(parts: OrganisationParts, house: House, needs: Needs) {
    this.#parts = parts;
    this.#house = house;
    this.#needs = needs;
  }

  async receive(incoming: IncomingCall, group: ConfiguredGroup): Promise<void> {
    const { media, clock, log } = this.#parts;
    const record = this.#newRecord(incoming, group);
    let cancelled = false;
    incoming.onCancelled(() => {
      cancelled = true;
    });
    const opened = await openCallerMedia({ media, log }, incoming, record.id);
    // The group may have gone, or this worker's right to serve it, while the port was being found.
    const present = this.#house.group(group.id);
    if (opened.ok && !cancelled && this.#needs.serving() && present) {
      const parts = { media, clock, log, listener: this.#needs.listener };
      const session = new CallerSession(parts, incoming, record, opened.leg, opened.sdp, clock.now());
      this.#admit(session, present);
      return;
    }
    const refusal = opened.ok ? this.#lateRefusal() : opened;
    incoming.reject(refusal.status, refusal.headers);
    if (cancelled) record.end("abandoned", "callerHungUp", "caller");
    else record.end("failed", refusal.reason, "service");
    if (opened.leg) inBackground(log, "close a media leg", opened.leg.close());
  }

  /** The stay in one group is over: the call gets a record of its own in the next. */
  move(session: CallerSession, group: ConfiguredGroup): void {
    this.#needs.callbacks.release(session.id, false);
    this.#needs.sessions.delete(session.id);
    this.#needs.forget(session.id);
    session.record = this.#newRecord(session.incoming, group);
    session.hops++;
    this.#enter(session, group);
  }

  /** A customer who was called back goes on as a caller; nobody talks to him at this moment. */
  adopt({ leg, media: sound }: AnsweredDevice, record: CallLog): CallerSession {
    const { media, clock, log } = this.#parts;
    const parts = { media, clock, log, listener: this.#needs.listener };
    const session = new CallerSession(parts, calledCustomer(leg, record.start), record, sound, "", clock.now());
    this.#needs.sessions.set(session.id, session);
    session.takeOver(leg);
    return session;
  }

  /** Why a call that could have been taken is not: the worker serves no longer, or the group has just gone. */
  #lateRefusal(): { status: 503 | 404; reason: CallReason; headers?: Record<string, string> } {
    if (this.#needs.serving()) return { status: 404, reason: "groupDeleted" };
    return { status: 503, reason: "workerStopped", headers: { "Retry-After": "10" } };
  }

  /** A member who calls the service himself is busy meanwhile. */
  #admit(session: CallerSession, group: ConfiguredGroup): void {
    const { caller } = session.incoming;
    if (caller.kind === "user") session.onFinished(this.#house.holdLine(caller.userId));
    this.#enter(session, group);
  }

  /** Order of checks at arrival: closed; then, in the distribution, no agents and full. */
  #enter(session: CallerSession, group: ConfiguredGroup): void {
    this.#needs.sessions.set(session.id, session);
    const open = this.#needs.opening.isOpen(group);
    if (open.open) this.#queue(session, group);
    else this.#needs.destinations.send(session, group, group.hours.closedDestinations[open.reason], open.reason);
  }

  /** Whoever has asked to be called back and calls again finds his place, unless his own is better. */
  #queue(session: CallerSession, group: ConfiguredGroup): void {
    const arrivedAt = Math.min(this.#needs.callbacks.holdFor(session, group) ?? session.arrivedAt, session.arrivedAt);
    this.#house.post({ type: "callArrived", callId: session.id, groupId: group.id, arrivedAt });
  }

  #newRecord(incoming: IncomingCall, group: ConfiguredGroup): CallLog {
    const { caller } = incoming;
    const user = caller.kind === "user" ? this.#house.user(caller.userId) : undefined;
    return new CallLog(this.#parts.records, this.#parts.clock, {
      organisationId: this.#house.configuration.organisationId,
      groupId: group.id,
      groupName: group.general.name,
      dialledNumber: incoming.dialled,
      callerNumber: caller.kind === "trunk" ? caller.number : (user?.extension ?? null),
      callerName: caller.kind === "trunk" ? caller.name : (user?.name ?? null),
      direction: caller.kind === "trunk" ? "incoming" : "internal",
      sipCallId: incoming.sipCallId,
    });
  }
}
