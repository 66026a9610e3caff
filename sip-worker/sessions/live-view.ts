/** What supervisors see of an organisation, made from its state. Members and calls are made anew only when something of theirs has changed. */

import { isFreeFor } from "../../lib/distribution/eligibility.ts";
import { type CallerStanding, explainAgent, explainCallers } from "../../lib/distribution/explain.ts";
import type { Agent } from "../../lib/distribution/state.ts";
import type { ConfiguredUser } from "../../lib/domain/configuration.ts";
import type { LiveAgent, LiveAgentStatus, LiveCall, LiveCallStatus, LiveGroup, LivePlace, LiveSnapshot } from "../../lib/domain/live.ts";
import { type LiveLook, snapshotOf } from "../../lib/domain/live-look.ts";
import { inSteps } from "../../lib/domain/live-queue.ts";
import { type Clock, dateOf } from "../runtime/clock.ts";
import type { CallerSession } from "./caller-session.ts";
import type { TodayTotals } from "./day-totals.ts";
import type { ConfiguredGroup } from "./house.ts";
import { KeptParts } from "./kept-parts.ts";
import type { OpenCallback } from "./open-callback.ts";
import type { Organisation } from "./organisation.ts";

export class LiveView {
  readonly #organisation: Organisation;
  readonly #totals: TodayTotals;
  readonly #clock: Clock;
  readonly #agents = new KeptParts<LiveAgent>();
  readonly #calls = new KeptParts<LiveCall>();

  constructor(organisation: Organisation, totals: TodayTotals, clock: Clock) {
    this.#organisation = organisation;
    this.#totals = totals;
    this.#clock = clock;
  }

  snapshot(sequence: number): LiveSnapshot {
    const look = this.look();
    for (let step = look.next(); ; step = look.next()) if (step.done) return snapshotOf(step.value, sequence);
  }

  /**
   * A look that may be interrupted at each `yield` for what is more urgent. What changes meanwhile is seen or not; it leads to another look, so
   * that nothing stays wrong.
   */
  *look(): Generator<undefined, LiveLook> {
    const { configuration, sessions } = this.#organisation;
    this.#agents.begin();
    this.#calls.begin();
    const standings = explainCallers(this.#organisation.state, this.#clock.now());
    yield;
    const calls = yield* inSlices([...sessions.values()], (session) => this.#call(session, standings.get(session.id)));
    const open = this.#organisation.callbacks.all();
    calls.push(...(yield* inSlices(open, (callback) => this.#callback(callback, standings.get(callback.request.id)))));
    const groups = yield* inSlices(configuration.groups, (group) => [[group.id, this.#group(group, calls)] as const]);
    const agents = yield* inSlices(configuration.users, (user) => this.#agent(user, this.#organisation.state.agents.get(user.id)));
    return {
      organisationId: configuration.organisationId,
      at: this.#clock.date().toISOString(),
      groups: new Map(groups),
      agents: new Map(agents),
      calls: new Map(calls.map((call) => [call.callId, call])),
    };
  }

  /** The date of a monotonic instant, rounded so that repeated readings agree. */
  #dateOf(instant: number): string {
    return new Date(Math.round(dateOf(this.#clock, instant).getTime() / 100) * 100).toISOString();
  }

  #group(group: ConfiguredGroup, calls: LiveCall[]): LiveGroup {
    const { configuration, forecast, state } = this.#organisation;
    const estimate = forecast.estimateOfNext(state, group.id);
    const rules = state.groups.get(group.id);
    const untalked = calls.filter((call) => call.groupId === group.id && call.status.kind !== "talking");
    const waiting = untalked.filter(({ kind }) => kind === "live");
    const members = [...(rules?.members.keys() ?? [])].flatMap((id) => state.agents.get(id) ?? []);
    const hours = this.#organisation.opening.stateOf(group.id) ?? { open: true, until: null };
    return {
      groupId: group.id,
      name: group.general.name,
      number: configuration.numbers.find((number) => number.id === group.general.numberId)?.digits ?? "",
      open: hours.open,
      changesAt: hours.until?.toISOString() ?? null,
      closedReason: hours.open ? null : hours.reason,
      byHand: group.byHand,
      waiting: waiting.length,
      callbacks: untalked.length - waiting.length,
      longestSince: waiting.map((call) => call.queuedAt).sort()[0] ?? null,
      estimateSeconds: estimate === null ? null : inSteps(estimate),
      secondsPerPlace: forecast.secondsPerPlace(state, group.id),
      callbackExpiresAt: this.#callbackExpiresAt(group.id),
      loggedIn: members.filter((agent) => agent.loggedIn.has(group.id)).length,
      free: rules ? members.filter((agent) => isFreeFor(agent, rules)).length : 0,
      loggedOutByMisses: members.filter((agent) => !agent.loggedIn.has(group.id) && this.#isOutByMisses(agent, group.id)).length,
      alertLimits: group.alertLimits,
      today: this.#today(group.id),
    };
  }

  #isOutByMisses(agent: Agent, groupId: string): boolean {
    return this.#organisation.members.outByMisses(agent.id).has(groupId);
  }

  #callbackExpiresAt(groupId: string): string | null {
    const open = this.#organisation.callbacks.all().filter(({ request }) => request.groupId === groupId);
    return (
      open
        .map(({ request }) => request.expiresAt.toISOString())
        .sort()
        .at(0) ?? null
    );
  }

  #today(groupId: string): LiveGroup["today"] {
    const { groupId: _same, ...today } = this.#totals.of(groupId);
    return today;
  }

  #agent(user: ConfiguredUser, agent: Agent | undefined): [string, LiveAgent][] {
    if (!agent) return [];
    const { state, members } = this.#organisation;
    const handled = this.#organisation.handledRecordId(user.id);
    const from = [user, agent, state.groups, handled, members.pauseReason(user.id), members.outByMisses(user.id)];
    const seen = this.#agents.part(user.id, from, () => this.#agentNow(user, agent));
    return seen.groups.length === 0 ? [] : [[user.id, seen]];
  }

  #agentNow(user: ConfiguredUser, agent: Agent): LiveAgent {
    const { state } = this.#organisation;
    const groups = [...state.groups.values()].filter((group) => group.members.has(user.id)).map((group) => group.id);
    return {
      userId: user.id,
      name: user.name,
      extension: user.extension,
      loggedInGroups: [...agent.loggedIn],
      groups,
      status: this.#status(agent),
      noCall: this.#noCall(agent, groups),
      since: this.#dateOf(agent.activity.kind === "idle" ? agent.idleSince : agent.activity.since),
      reachable: [...agent.reachable],
    };
  }

  #status(agent: Agent): LiveAgentStatus {
    const { activity } = agent;
    switch (activity.kind) {
      case "offered":
        return { kind: "ringing", callId: activity.callId, groupId: activity.groupId };
      case "talking":
        return {
          kind: "talking",
          callId: activity.callId,
          groupId: activity.groupId,
          recordId: this.#organisation.handledRecordId(agent.id),
        };
      case "wrapUp":
        return {
          kind: "wrapUp",
          groupId: activity.groupId,
          until: this.#dateOf(activity.until),
          recordId: this.#organisation.handledRecordId(agent.id),
        };
      case "ownCall":
        return { kind: "ownCall" };
      case "idle":
        return this.#idleStatus(agent);
    }
  }

  #idleStatus(agent: Agent): LiveAgentStatus {
    if (agent.loggedIn.size === 0) return { kind: "loggedOut" };
    if (agent.paused) return { kind: "paused", reason: this.#organisation.members.pauseReason(agent.id) };
    if (agent.reachable.size === 0) return { kind: "noDevice" };
    return this.#presenceBars(agent) ? { kind: "presence", presence: agent.presence } : { kind: "free" };
  }

  /** In every group that he is logged in to. */
  #presenceBars(agent: Agent): boolean {
    const { groups } = this.#organisation.state;
    return agent.presence === "busy" && [...agent.loggedIn].every((id) => groups.get(id)?.presenceAffects);
  }

  #noCall(agent: Agent, groupIds: string[]): LiveAgent["noCall"] {
    const { groups } = this.#organisation.state;
    return Object.fromEntries(
      groupIds.flatMap((id) => {
        const group = groups.get(id);
        const reason = group && explainAgent(agent, group);
        if (reason === "loggedOut" && this.#isOutByMisses(agent, id)) return [[id, "missed"]];
        return reason ? [[id, reason]] : [];
      }),
    );
  }

  /** Whose customer waits on the line himself is seen there. */
  #callback(open: OpenCallback, standing: CallerStanding | undefined): LiveCall[] {
    const { request, record, call, heldBy } = open;
    if (heldBy) return [];
    const metadata = this.#organisation.group(request.groupId)?.callback.callbackMetadata || null;
    const { attempts, nextAttemptAt } = request;
    const from = [
      record?.answeredAt,
      call?.isTalking,
      call?.memberId,
      metadata,
      attempts,
      nextAttemptAt,
      ...this.#standingOf(request.id, standing),
    ];
    return [this.#calls.part(request.id, from, () => this.#callbackNow(open, standing, metadata))];
  }

  #callbackNow({ request, record, call }: OpenCallback, standing: CallerStanding | undefined, metadata: string | null): LiveCall {
    const arrivedAt = request.arrivedAt.toISOString();
    return {
      callId: request.id,
      kind: "callback",
      groupId: request.groupId,
      callerNumber: request.number,
      callerName: null,
      arrivedAt,
      queuedAt: arrivedAt,
      answeredAt: record?.answeredAt?.toISOString() ?? null,
      place: this.#placeOf(request.id),
      status: call ? { kind: call.isTalking ? "talking" : "dialling", userId: call.memberId } : this.#waitingStatus(request.id),
      waitReason: standing?.reason ?? null,
      metadata,
      attempts: { made: request.attempts, nextAt: request.nextAttemptAt?.toISOString() ?? null },
    };
  }

  #call(session: CallerSession, standing: CallerStanding | undefined): LiveCall[] {
    const { record, stage, memberId } = session;
    const { groupId } = record.start;
    if (groupId === null || !this.#isSeen(session)) return [];
    const from = [record, record.queuedAt, record.answeredAt, stage, memberId, ...this.#standingOf(session.id, standing)];
    return [this.#calls.part(session.id, from, () => this.#callNow(session, groupId, standing))];
  }

  #callNow(session: CallerSession, groupId: string, standing: CallerStanding | undefined): LiveCall {
    const { record, memberId } = session;
    return {
      callId: session.id,
      kind: "live",
      groupId,
      callerNumber: record.start.callerNumber,
      callerName: record.start.callerName,
      arrivedAt: record.arrivedAt.toISOString(),
      queuedAt: (record.queuedAt ?? record.arrivedAt).toISOString(),
      answeredAt: record.answeredAt?.toISOString() ?? null,
      place: this.#placeOf(session.id),
      status: session.isTalking && memberId ? { kind: "talking", userId: memberId } : this.#waitingStatus(session.id),
      waitReason: standing?.reason ?? null,
      metadata: null,
      attempts: null,
    };
  }

  /** What of a call's standing in the queue is seen, and can change. */
  #standingOf(id: string, standing: CallerStanding | undefined): unknown[] {
    const call = this.#organisation.state.calls.get(id);
    return [standing?.reason, call?.arrivedAt, call?.sequence, call?.round];
  }

  #placeOf(id: string): LivePlace | null {
    const call = this.#organisation.state.calls.get(id);
    return call ? { since: call.arrivedAt, sequence: call.sequence } : null;
  }

  /** A call on its way in or out waits for nobody. */
  #isSeen(session: CallerSession): boolean {
    return session.isTalking ? session.memberId !== null : this.#organisation.state.calls.has(session.id);
  }

  #waitingStatus(id: string): LiveCallStatus {
    const round = this.#organisation.state.calls.get(id)?.round;
    return round ? { kind: "ringing", userIds: [...round.offers.keys()] } : { kind: "waiting" };
  }
}

const sliceSize = 50;

/** All that `make` makes of the items, with a pause after each slice of them. */
function* inSlices<Item, Made>(items: readonly Item[], make: (item: Item) => Made[]): Generator<undefined, Made[]> {
  const made: Made[] = [];
  for (const [index, item] of items.entries()) {
    made.push(...make(item));
    if (index % sliceSize === sliceSize - 1) yield;
  }
  return made;
}
