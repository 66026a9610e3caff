/**
 * One organisation's calls. Events from phones, callers, supervisors and the clock go through one mailbox to `decide`; its
 * commands are carried out by `QueueOrders`, on the sessions. All live state of the organisation is in this object.
 */

import { nextDeadline } from "../../lib/distribution/deadlines.ts";
import { decide } from "../../lib/distribution/decide.ts";
import type { DistributionCommand, DistributionEvent } from "../../lib/distribution/events.ts";
import { emptyState, type OrganisationState, runningWrapUp } from "../../lib/distribution/state.ts";
import { callbackInUse } from "../../lib/domain/callback.ts";
import type { ConfiguredUser, OrganisationConfiguration, SavedAgentState } from "../../lib/domain/configuration.ts";
import type { DeviceKind } from "../../lib/domain/group/members.ts";
import { isStarDialling } from "../../lib/domain/star-codes.ts";
import type { IncomingCall, TransferRequest } from "../ports/signaling.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";
import { Mailbox } from "../runtime/mailbox.ts";
import { Arrivals } from "./arrivals.ts";
import { ByHand } from "./by-hand.ts";
import type { CallLog } from "./call-log.ts";
import { CallbackOffers } from "./callback-offers.ts";
import { Callbacks } from "./callbacks.ts";
import type { CallerSession } from "./caller-session.ts";
import { Destinations } from "./destinations.ts";
import type { AnsweredDevice } from "./device-ring.ts";
import { FaultLog } from "./fault-log.ts";
import { Forecast } from "./forecast.ts";
import { compileRules } from "./group-rules.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { MemberStates } from "./member-states.ts";
import { OpeningWatch } from "./opening-watch.ts";
import { OwnCalls } from "./own-calls.ts";
import { OwnLines } from "./own-lines.ts";
import { QueueOrders } from "./queue-orders.ts";
import { Reaper } from "./reaper.ts";
import { StarCodes } from "./star-codes.ts";
import { Transfers } from "./transfers.ts";

export class Organisation implements House {
  configuration: OrganisationConfiguration;
  state: OrganisationState;
  readonly members: MemberStates;
  readonly byHand: ByHand;
  readonly forecast: Forecast;
  readonly opening: OpeningWatch;
  readonly callbacks: Callbacks;
  readonly sessions = new Map<string, CallerSession>();
  readonly #parts: OrganisationParts;
  readonly #mailbox = new Mailbox<DistributionEvent>(
    (event) => this.#handle(event),
    (error) => this.#onBug("an event was not handled", error),
  );
  readonly #timer: DeadlineTimer;
  readonly #orders: QueueOrders;
  readonly #arrivals: Arrivals;
  readonly #offers: CallbackOffers;
  readonly #ownCalls: OwnCalls;
  readonly #starCodes: StarCodes;
  readonly #ownLines = new OwnLines((event) => this.post(event));
  readonly #transfers: Transfers;
  readonly #reaper: Reaper;
  #serving = false;
  readonly #faults: FaultLog;
  /** Of the event that was handled last. */
  #accepted = false;

  constructor(parts: OrganisationParts, configuration: OrganisationConfiguration, saved: SavedAgentState[], seed: number) {
    this.#parts = parts;
    this.#faults = new FaultLog(parts.log);
    this.configuration = configuration;
    this.state = emptyState(seed);
    this.#timer = new DeadlineTimer(parts.clock, () => this.post({ type: "timePassed" }));
    this.forecast = new Forecast(parts.clock);
    this.opening = new OpeningWatch(
      parts.clock,
      (event) => this.post(event),
      () => parts.changed(),
    );
    this.callbacks = new Callbacks(parts, this, {
      store: parts.callbacks,
      talking: (memberId, record) => this.#orders.noteTalk(memberId, record),
      transferRequested: (call, request) => this.#transfers.request(call, request),
    });
    const { forecast, sessions, opening, callbacks } = this;
    this.#offers = new CallbackOffers(parts, this, { forecast, opening, callbacks });
    const destinations = new Destinations(parts, this);
    const loggedOutByMisses = (userId: string, id: string) => this.members.loggedOutByMisses(userId, id);
    this.#orders = new QueueOrders(parts, this, { destinations, forecast, sessions, callbacks, offers: this.#offers, loggedOutByMisses });
    const listener = this.#callerListener;
    const serving = () => this.#serving;
    const forget = (callId: string) => this.#forget(callId);
    this.#arrivals = new Arrivals(parts, this, { listener, destinations, sessions, callbacks, opening, forget, serving });
    this.#ownCalls = new OwnCalls(parts, this);
    this.#transfers = new Transfers(parts, this, this.#ownCalls);
    this.byHand = new ByHand(this, parts.clock, sessions);
    this.members = new MemberStates(this, parts.records);
    this.#starCodes = new StarCodes(parts, this, this.members);
    this.#reaper = new Reaper(parts, {
      state: () => this.state,
      sessions,
      isCallbackOpen: (id) => callbacks.get(id) !== undefined,
      isCalledBack: (id) => Boolean(callbacks.get(id)?.call),
      lostCallbacks: () => callbacks.lost(),
      giveBack: (id) => callbacks.giveBack(id),
      hasOwnCall: (userId) => this.#ownLines.isBusy(userId),
      post: (event) => this.post(event),
    });
    this.configure(configuration);
    for (const agent of saved) this.members.restore(agent);
    this.#serving = true;
  }

  /** Takes effect for the next call, all at once; callers in the queue follow at the next decision. */
  configure(configuration: OrganisationConfiguration): void {
    this.configuration = configuration;
    const groups = new Map(configuration.groups.map((group) => [group.id, compileRules(group)]));
    const agents = new Map(configuration.users.map(({ id }) => [id, this.#reachable(id)]));
    this.post({ type: "configured", groups, agents, newMembersLogIn: this.#serving });
    this.callbacks.configured();
    this.#faults.look(configuration);
    this.opening.configure(configuration.groups, configuration.timeZone);
    for (const session of this.sessions.values()) {
      const group = this.group(session.record.start.groupId ?? "");
      if (group) session.follow(this.#orders.planOf(session, group));
    }
  }

  post(event: DistributionEvent): void {
    this.#mailbox.post(event);
  }

  postNow(event: DistributionEvent): boolean {
    this.#accepted = false;
    this.#mailbox.post(event);
    return this.#accepted;
  }

  group(id: string): ConfiguredGroup | undefined {
    return this.configuration.groups.find((group) => group.id === id);
  }

  user(id: string): ConfiguredUser | undefined {
    return this.configuration.users.find((user) => user.id === id);
  }

  targetsChanged(userId: string): void {
    if (this.state.agents.has(userId)) this.post({ type: "devicesChanged", agentId: userId, reachable: this.#reachable(userId) });
  }

  #reachable(userId: string): DeviceKind[] {
    return [...new Set(this.#parts.signaling.targets(userId).map((target) => target.kind))];
  }

  /** In the call log: what he talks in, or has talked in and wraps up. */
  handledRecordId(userId: string): string | null {
    return this.#orders.handledRecordId(userId);
  }

  get callCount(): number {
    return this.sessions.size + this.#ownCalls.count + this.#starCodes.count + this.callbacks.callCount;
  }

  /** A call of a member to a colleague, or to a number outside, or a star code. */
  async receiveOwn(incoming: IncomingCall, caller: ConfiguredUser): Promise<void> {
    if (isStarDialling(incoming.dialled)) await this.#starCodes.receive(incoming, caller);
    else await this.#ownCalls.receive(incoming, caller);
  }

  /** A call to one of the organisation's groups. */
  async receive(incoming: IncomingCall, group: ConfiguredGroup): Promise<void> {
    await this.#arrivals.receive(incoming, group);
  }

  move(session: CallerSession, group: ConfiguredGroup): void {
    this.#arrivals.move(session, group);
  }

  adopt(customer: AnsweredDevice, record: CallLog): CallerSession {
    return this.#arrivals.adopt(customer, record);
  }

  holdLine(userId: string): () => void {
    return this.#ownLines.hold(userId);
  }

  isOnCall(userId: string): boolean {
    const kind = this.state.agents.get(userId)?.activity.kind ?? "idle";
    return this.#ownLines.isBusy(userId) || (kind !== "idle" && kind !== "wrapUp");
  }

  /** Ends every call, for the end of the process: whoever waits to be called back is left to the next worker, as after a crash. */
  stop(): void {
    this.post({ type: "serviceEnded" });
    for (const session of [...this.sessions.values()]) if (this.#isMadeGood(session)) session.cutOff();
    this.close();
  }

  #isMadeGood({ id, record }: CallerSession): boolean {
    const group = this.group(record.start.groupId ?? "");
    return this.state.calls.has(id) && group !== undefined && callbackInUse(group.callback);
  }

  /** Ends every call, because another worker serves the organisation, or it is gone. */
  close(): void {
    this.#serving = false;
    this.post({ type: "serviceEnded" });
    this.#timer.stop();
    this.#reaper.stop();
    this.opening.stop();
    for (const session of [...this.sessions.values()]) {
      session.close(session.wasAnswered ? "answered" : "failed", "workerStopped", "shutdown");
    }
    this.callbacks.closeAll();
    this.#ownCalls.closeAll();
    this.#starCodes.closeAll();
    this.#orders.stopAll();
  }

  readonly #callerListener = {
    callerLeft: (session: CallerSession) => this.post({ type: "callerLeft", callId: session.id }),
    keyPressed: (session: CallerSession, key: string) => this.#offers.onKey(session, key),
    talkEnded: (session: CallerSession) => this.#onTalkEnded(session),
    transferRequested: (session: CallerSession, request: TransferRequest) => this.#transfers.request(session, request),
    finished: (session: CallerSession) => {
      this.sessions.delete(session.id);
      this.#forget(session.id);
      this.callbacks.release(session.id, false);
      this.#parts.changed();
    },
  };

  #forget(callId: string): void {
    this.forecast.forget(callId);
    this.#offers.forget(callId);
  }

  #handle(event: DistributionEvent): void {
    const now = this.#parts.clock.now();
    const decision = decide(this.state, event, now);
    const orders = this.#orders;
    this.#accepted = decision.accepted;
    this.state = decision.state;
    this.#parts.history?.note(now, event, decision.commands);
    if (event.type === "agentRefused" && decision.accepted) orders.noteRingEnd(event.callId, event.agentId, event.result);
    for (const command of decision.commands) this.#tryToCarryOut(command);
    if (event.type === "agentAnswered" && !decision.accepted) orders.endLateAnswer(event.callId, event.agentId);
    if (event.type === "agentRefused") orders.hearRinging(event.callId);
    if (event.type === "callbackWithdrawn") this.callbacks.released(event.callbackId);
    if (event.type === "talkEnded") this.#noteTalkEnd(event.agentId);
    if (event.type === "callbackUnreached") orders.forgetTalk(event.agentId);
    this.#timer.set(nextDeadline(this.state, now));
    this.#parts.changed();
  }

  #noteTalkEnd(agentId: string): void {
    const agent = this.state.agents.get(agentId);
    if (agent && runningWrapUp(agent.activity)) this.#orders.noteWrapUp(agentId);
    else this.#orders.noteHandled(agentId);
  }

  /** What fails here is a bug of ours: the other callers of the same decision are still served. */
  #tryToCarryOut(command: DistributionCommand): void {
    try {
      this.#orders.carryOut(command);
    } catch (error) {
      this.#onBug(`"${command.type}" was not carried out`, error);
    }
  }

  #onBug(message: string, error: unknown): void {
    this.#parts.log.error(message, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  #onTalkEnded(session: CallerSession): void {
    this.#transfers.talkEnded(session);
    for (const agent of this.state.agents.values()) {
      if (agent.activity.kind !== "talking" || agent.activity.callId !== session.id) continue;
      this.post({ type: "talkEnded", callId: session.id, agentId: agent.id });
    }
    this.#orders.noteTalkOfFormer(session.record);
  }
}
