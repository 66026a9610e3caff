/**
 * One organisation's calls. Events from phones, callers, supervisors and the clock go through one mailbox to `decide`; its
 * commands are carried out here, on the sessions. All live state of the organisation is in this object.
 */

import { nextDeadline } from "../../lib/distribution/deadlines.ts";
import { decide } from "../../lib/distribution/decide.ts";
import type { DistributionCommand, DistributionEvent, LeaveReason } from "../../lib/distribution/events.ts";
import { emptyState, type OrganisationState } from "../../lib/distribution/state.ts";
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { CallReason, RingResult } from "../../lib/domain/call.ts";
import type { ConfiguredUser, OrganisationConfiguration, SavedAgentState } from "../../lib/domain/configuration.ts";
import { isOpenAt } from "../../lib/domain/opening-hours.ts";
import type { IncomingCall, TransferRequest } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";
import { Mailbox } from "../runtime/mailbox.ts";
import { audioPlan } from "./audio-plan.ts";
import { CallLog } from "./call-log.ts";
import { CallerSession } from "./caller-session.ts";
import { Destinations } from "./destinations.ts";
import { DeviceRing, type RefusedResult } from "./device-ring.ts";
import { Forecast } from "./forecast.ts";
import { compileRules } from "./group-rules.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { MemberOffers } from "./member-offers.ts";
import { MemberStates } from "./member-states.ts";
import { OwnCalls } from "./own-calls.ts";
import { openCallerMedia } from "./phone-media.ts";
import { groupPresentation } from "./presentation.ts";
import { Transfers } from "./transfers.ts";
import type { AudioPlan } from "./waiting-audio.ts";

export class Organisation implements House {
  configuration: OrganisationConfiguration;
  state: OrganisationState;
  readonly members: MemberStates;
  readonly forecast: Forecast;
  readonly sessions = new Map<string, CallerSession>();
  readonly #parts: OrganisationParts;
  readonly #mailbox = new Mailbox<DistributionEvent>(
    (event) => this.#handle(event),
    (error) => this.#onBug("an event was not handled", error),
  );
  readonly #timer: DeadlineTimer;
  readonly #offers: MemberOffers;
  readonly #destinations: Destinations;
  /** Members in a call of the queue or in its wrap-up. */
  readonly #handling = new Map<string, { groupId: string; since: number }>();
  readonly #ownCalls: OwnCalls;
  readonly #transfers: Transfers;
  /** How many calls beside the queue's each member has. */
  readonly #ownCallCounts = new Map<string, number>();
  #serving = false;

  constructor(parts: OrganisationParts, configuration: OrganisationConfiguration, saved: SavedAgentState[], seed: number) {
    this.#parts = parts;
    this.configuration = configuration;
    this.state = emptyState(seed);
    this.#timer = new DeadlineTimer(parts.clock, () => this.post({ type: "timePassed" }));
    this.#offers = new MemberOffers((plan, listener) => new DeviceRing(parts, plan, listener), {
      answered: (callId, agentId) => this.post({ type: "agentAnswered", callId, agentId }),
      refused: (callId, agentId, result) => this.#onRefused(callId, agentId, result),
    });
    this.forecast = new Forecast(parts.clock);
    this.#destinations = new Destinations(parts, this);
    this.#ownCalls = new OwnCalls(parts, this);
    this.#transfers = new Transfers(parts, this, this.#ownCalls);
    this.members = new MemberStates(this, parts.records);
    this.configure(configuration);
    for (const agent of saved) this.members.restore(agent);
    this.#serving = true;
  }

  /** Takes effect for the next call, all at once; callers in the queue follow at the next decision. */
  configure(configuration: OrganisationConfiguration): void {
    const before = this.state.groups;
    this.configuration = configuration;
    const groups = new Map(configuration.groups.map((group) => [group.id, compileRules(group)]));
    this.post({ type: "configured", groups, agentIds: configuration.users.map((user) => user.id) });
    if (this.#serving) this.#logInNewMembers(before);
    for (const user of configuration.users) this.targetsChanged(user.id);
    for (const session of this.sessions.values()) {
      const group = this.group(session.record.start.groupId ?? "");
      if (group) session.follow(this.#planOf(session, group));
    }
  }

  /** Whoever becomes a member is logged in; the database was told in the transaction that made him one. */
  #logInNewMembers(before: OrganisationState["groups"]): void {
    for (const group of this.state.groups.values()) {
      for (const agentId of group.members.keys()) {
        if (!before.get(group.id)?.members.has(agentId)) this.post({ type: "loggedIn", agentId, groupId: group.id });
      }
    }
  }

  post(event: DistributionEvent): void {
    this.#mailbox.post(event);
  }

  group(id: string): ConfiguredGroup | undefined {
    return this.configuration.groups.find((group) => group.id === id);
  }

  user(id: string): ConfiguredUser | undefined {
    return this.configuration.users.find((user) => user.id === id);
  }

  targetsChanged(userId: string): void {
    if (!this.state.agents.has(userId)) return;
    const reachable = [...new Set(this.#parts.signaling.targets(userId).map((target) => target.kind))];
    this.post({ type: "devicesChanged", agentId: userId, reachable });
  }

  get callCount(): number {
    return this.sessions.size + this.#ownCalls.count;
  }

  /** A call of a member to a colleague, or to a number outside. */
  async receiveOwn(incoming: IncomingCall, caller: ConfiguredUser): Promise<void> {
    await this.#ownCalls.receive(incoming, caller);
  }

  /** A call to one of the organisation's groups. */
  async receive(incoming: IncomingCall, group: ConfiguredGroup): Promise<void> {
    const { media, log } = this.#parts;
    const record = this.#newRecord(incoming, group);
    let cancelled = false;
    incoming.onCancelled(() => {
      cancelled = true;
    });
    const opened = await openCallerMedia({ media, log }, incoming, record.id);
    // The group may have gone, or this worker's right to serve it, while the port was being found.
    const present = this.group(group.id);
    if (opened.ok && !cancelled && this.#serving && present) {
      const parts = { media, log, listener: this.#callerListener };
      this.#admit(new CallerSession(parts, incoming, record, opened.leg, opened.sdp, this.#parts.clock.now()), present);
      return;
    }
    const refusal = opened.ok ? this.#lateRefusal() : opened;
    incoming.reject(refusal.status, refusal.headers);
    if (cancelled) record.end("abandoned", "callerHungUp", "caller");
    else record.end("failed", refusal.reason, "service");
    if (opened.leg) inBackground(log, "close a media leg", opened.leg.close());
  }

  /** Why a call that could have been taken is not: the worker serves no longer, or the group has just gone. */
  #lateRefusal(): { status: 503 | 404; reason: CallReason; headers?: Record<string, string> } {
    if (this.#serving) return { status: 404, reason: "groupDeleted" };
    return { status: 503, reason: "workerStopped", headers: { "Retry-After": "10" } };
  }

  /** Ends every call, for the end of the process. */
  close(): void {
    this.#serving = false;
    this.#timer.stop();
    for (const session of [...this.sessions.values()]) {
      const outcome = session.stage === "talking" ? "answered" : "failed";
      session.close(outcome, "workerStopped", "shutdown");
    }
    this.#ownCalls.closeAll();
    this.#offers.stopAll();
  }

  readonly #callerListener = {
    callerLeft: (session: CallerSession) => this.post({ type: "callerLeft", callId: session.id }),
    talkEnded: (session: CallerSession) => this.#onTalkEnded(session),
    transferRequested: (session: CallerSession, request: TransferRequest) => this.#transfers.request(session, request),
    finished: (session: CallerSession) => {
      this.sessions.delete(session.id);
      this.forecast.forget(session.id);
      this.#setCallerBusy(session.incoming, false);
      this.#parts.changed();
    },
  };

  #admit(session: CallerSession, group: ConfiguredGroup): void {
    this.#setCallerBusy(session.incoming, true);
    this.enter(session, group);
  }

  /** Order of checks at arrival: closed; then, in the distribution, no agents and full. */
  enter(session: CallerSession, group: ConfiguredGroup): void {
    this.sessions.set(session.id, session);
    const open = isOpenAt(group.hours, this.#parts.clock.date(), this.configuration.timeZone);
    if (open.open) this.post({ type: "callArrived", callId: session.id, groupId: group.id, arrivedAt: session.arrivedAt });
    else this.#destinations.send(session, group, group.hours.closedDestinations[open.reason], open.reason);
  }

  /** The stay in one group is over: the call gets a record of its own in the next. */
  move(session: CallerSession, group: ConfiguredGroup): void {
    this.sessions.delete(session.id);
    session.record = this.#newRecord(session.incoming, group);
    session.hops++;
    this.enter(session, group);
  }

  /** A member who calls the service himself is busy meanwhile. */
  #setCallerBusy({ caller }: IncomingCall, started: boolean): void {
    if (caller.kind === "user") this.setOwnCall(caller.userId, started);
  }

  setOwnCall(userId: string, started: boolean): void {
    const count = (this.#ownCallCounts.get(userId) ?? 0) + (started ? 1 : -1);
    if (count > 0) this.#ownCallCounts.set(userId, count);
    else this.#ownCallCounts.delete(userId);
    if (started && count === 1) this.post({ type: "ownCallStarted", agentId: userId });
    if (!started && count === 0) this.post({ type: "ownCallEnded", agentId: userId });
  }

  #handle(event: DistributionEvent): void {
    const now = this.#parts.clock.now();
    const decision = decide(this.state, event, now);
    this.state = decision.state;
    if (event.type === "agentRefused" && decision.accepted) this.#noteRingEnd(event.callId, event.agentId, event.result);
    for (const command of decision.commands) this.#tryToCarryOut(command);
    if (event.type === "agentAnswered" && !decision.accepted) this.#offers.stop(event.callId, event.agentId, "answeredElsewhere");
    if (event.type === "agentRefused") this.#hearRinging(event.callId);
    if (event.type === "talkEnded" && this.state.agents.get(event.agentId)?.activity.kind !== "wrapUp") this.#noteHandled(event.agentId);
    this.#timer.set(nextDeadline(this.state, now));
    this.#parts.changed();
  }

  /** What fails here is a bug of ours: the other callers of the same decision are still served. */
  #tryToCarryOut(command: DistributionCommand): void {
    try {
      this.#carryOut(command);
    } catch (error) {
      this.#onBug(`"${command.type}" was not carried out`, error);
    }
  }

  #onBug(message: string, error: unknown): void {
    this.#parts.log.error(message, { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }

  #carryOut(command: DistributionCommand): void {
    switch (command.type) {
      case "queued":
        this.#onQueued(command.callId, command.groupId);
        return;
      case "ring":
        this.#ring(command.callId, command.agentId, command.groupId);
        return;
      case "stopRinging":
        this.#stopRinging(command.callId, command.agentId, command.result);
        return;
      case "connect":
        this.#connect(command.callId, command.agentId);
        return;
      case "leave":
        this.#leave(command.callId, command.groupId, command.reason);
        return;
      case "logOut":
        this.#parts.records.login(command.groupId, command.agentId, false);
        return;
      case "wrapUpEnded":
        this.#noteHandled(command.agentId);
        return;
      default:
        assertNever(command);
    }
  }

  /** Talk and wrap-up together are the handle time that estimates are made from. */
  #noteHandled(agentId: string): void {
    const handled = this.#handling.get(agentId);
    this.#handling.delete(agentId);
    if (handled) this.forecast.noteHandled(handled.groupId, (this.#parts.clock.now() - handled.since) / 1000);
  }

  #onQueued(callId: string, groupId: string): void {
    const session = this.sessions.get(callId);
    const group = this.group(groupId);
    if (!session || !group) return;
    session.record.queued();
    session.wait(this.#planOf(session, group));
  }

  #planOf(session: CallerSession, group: ConfiguredGroup): AudioPlan {
    const { announcePosition, announceWait } = group.announcements;
    const { language } = group.general;
    return audioPlan(this.configuration, group, this.#parts.library, () => [
      ...(announcePosition ? this.forecast.positionPrompts(this.state, session.id, language) : []),
      ...(announceWait ? this.forecast.waitPrompts(this.state, session.id, language) : []),
    ]);
  }

  #ring(callId: string, agentId: string, groupId: string): void {
    const session = this.sessions.get(callId);
    const group = this.group(groupId);
    if (!session || !group) return;
    session.record.event("ringing", agentId);
    session.setRinging(true);
    const kinds = new Set(group.members.devices);
    const targets = this.#parts.signaling.targets(agentId).filter((target) => kinds.has(target.kind));
    const from = groupPresentation(this.configuration, group, session.record.start.callerNumber);
    this.#offers.ring(callId, agentId, { targets, from, bill: { callId, billingAccountId: group.general.billingAccountId } });
  }

  #stopRinging(callId: string, agentId: string, result: RingResult): void {
    this.#offers.stop(callId, agentId, result);
    this.#noteRingEnd(callId, agentId, result);
    this.#hearRinging(callId);
  }

  #onRefused(callId: string, agentId: string, result: RefusedResult): void {
    this.#offers.forget(callId, agentId);
    this.post({ type: "agentRefused", callId, agentId, result });
  }

  #noteRingEnd(callId: string, agentId: string, result: RingResult): void {
    this.sessions.get(callId)?.record.event("ringEnded", agentId, { result });
  }

  #hearRinging(callId: string): void {
    if (!this.state.calls.get(callId)?.round) this.sessions.get(callId)?.setRinging(false);
  }

  #connect(callId: string, agentId: string): void {
    const session = this.sessions.get(callId);
    const device = this.#offers.takeAnswered(callId, agentId);
    if (session && device) {
      session.connect(device, agentId, this.forecast.errorSeconds(callId));
      this.#handling.set(agentId, { groupId: session.record.start.groupId ?? "", since: this.#parts.clock.now() });
      return;
    }
    // The caller went while the answer was on its way: the member is freed at once.
    device?.leg.end("callerLeft");
    if (device) inBackground(this.#parts.log, "close a media leg", device.media.close());
    this.post({ type: "talkEnded", callId, agentId });
  }

  #onTalkEnded(session: CallerSession): void {
    for (const agent of this.state.agents.values()) {
      if (agent.activity.kind !== "talking" || agent.activity.callId !== session.id) continue;
      this.post({ type: "talkEnded", callId: session.id, agentId: agent.id });
      // His other line goes on.
      if (this.#ownCallCounts.has(agent.id)) this.post({ type: "ownCallStarted", agentId: agent.id });
    }
  }

  #leave(callId: string, groupId: string, reason: LeaveReason): void {
    const session = this.sessions.get(callId);
    if (session) this.#destinations.leaveQueue(session, groupId, reason);
  }

  #newRecord(incoming: IncomingCall, group: ConfiguredGroup): CallLog {
    const { caller } = incoming;
    const user = caller.kind === "user" ? this.user(caller.userId) : undefined;
    return new CallLog(this.#parts.records, this.#parts.clock, {
      organisationId: this.configuration.organisationId,
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
