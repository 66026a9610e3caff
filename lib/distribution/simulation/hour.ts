/**
 * An hour of an organisation's life from one seed: arrivals, answers, refusals, hang-ups at every state, members who come and go,
 * callbacks that succeed and fail, closings, changed settings, workers that are killed. After every event the invariants are asked, and
 * whether each open callback still has its place; at the end every caller must have had exactly one end. The same seed gives the same
 * trace.
 */

import type { DistributionCommand, DistributionEvent } from "../events.ts";
import { runningWrapUp } from "../state.ts";
import { TraceHash } from "../trace-hash.ts";
import { violations } from "./invariants.ts";
import { Random } from "./random.ts";
import { type RulesInput, VirtualOrganisation } from "./virtual-organisation.ts";

export interface HourResult {
  seed: number;
  events: number;
  offered: number;
  connected: number;
  left: number;
  hungUp: number;
  callbacks: number;
  /** Lost with a worker that was killed. */
  cutOff: number;
  /** FNV-1a over all lines of the trace. */
  traceHash: string;
  /** Empty when all invariants held. */
  violations: string[];
}

const agentNames = ["anna", "mikko", "sanna", "jari", "linda", "petri"];
const groupIds = ["a", "b", "c"];
const hourMs = 3_600_000;

interface Planned {
  at: number;
  sequence: number;
  run(): unknown;
}

type End = "connected" | "left" | "hungUp" | "callback" | "cutOff";

export function simulateHour(seed: number): HourResult {
  return new Hour(seed).run();
}

class Hour {
  readonly #seed: number;
  readonly #random: Random;
  readonly #organisation: VirtualOrganisation;
  readonly #plan: Planned[] = [];
  readonly #ends = new Map<string, End>();
  readonly #offered = new Set<string>();
  readonly #callbacks = new Map<string, { groupId: string; arrivedAt: number; attempts: number }>();
  /** Requests that are neither reached nor given up: they outlive the worker. */
  readonly #openCallbacks = new Set<string>();
  /** Requests whose customer is rung or talks. */
  readonly #attempts = new Set<string>();
  /** Members whose wrap-up has begun and has not been said to have ended: nobody rings them. */
  readonly #wrappingUp = new Set<string>();
  readonly #wrong: string[] = [];
  /** Counts the lives of the worker: what was planned for conversations of an earlier one does not happen. */
  #life = 1;
  #sequence = 0;
  #events = 0;
  readonly #hash = new TraceHash();

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new Random(seed);
    this.#organisation = new VirtualOrganisation(this.#rules(), { seed });
    this.#organisation.onCommand((command) => this.#onCommand(command));
  }

  run(): HourResult {
    const busy = this.#random.pick([10, 20, 60]);
    this.#after(this.#random.exponential(busy * 1000), () => this.#arrive(busy));
    this.#after(this.#random.exponential(60_000), () => this.#disturb());
    for (;;) {
      const next = this.#next();
      if (!next || next.at > hourMs || this.#wrong.length) break;
      this.#organisation.advance(Math.max(0, next.at - this.#organisation.now) / 1000);
      next.run();
      this.#check();
    }
    return this.#result();
  }

  #rules(): RulesInput[] {
    const random = this.#random;
    return groupIds.map((id) => ({
      id,
      maxWaitMs: random.pick([null, 30_000, 300_000]),
      maxAttempts: random.pick([null, 1, 3]),
      maxWaiting: random.pick([null, null, null, 0, 3, 20]),
      ringMs: random.pick([5_000, 20_000]),
      ringSimultaneously: random.pick([1, 2, 5]),
      ringInOrder: random.chance(0.5),
      skillBased: random.chance(0.5),
      longestIdle: random.chance(0.5),
      presenceAffects: random.chance(0.8),
      wrapUpMs: random.pick([0, 10_000, 60_000]),
      logoutAfterMissed: random.pick([null, 2]),
      members: agentNames
        .filter(() => random.chance(0.7))
        .map((agentId) => ({ agentId, skillLevel: random.whole(1, 5), ringOrder: random.chance(0.5) ? random.whole(1, 6) : null })),
    }));
  }

  /** New settings; whoever was logged out comes back. */
  #configure(): void {
    this.#organisation.configure(this.#rules(), ["ipPhone"]);
    for (const group of this.#organisation.state.groups.values()) {
      for (const agentId of group.members.keys()) this.#organisation.event({ type: "loggedIn", agentId, groupId: group.id });
    }
  }

  #after(delayMs: number, run: () => unknown): void {
    this.#plan.push({ at: this.#organisation.now + delayMs, sequence: this.#sequence++, run });
  }

  #next(): Planned | undefined {
    let first = 0;
    for (let index = 1; index < this.#plan.length; index++) if (isEarlier(this.#plan[index]!, this.#plan[first]!)) first = index;
    return this.#plan.splice(first, 1)[0];
  }

  #arrive(meanSeconds: number): void {
    const callId = `call-${this.#offered.size + 1}`;
    this.#offered.add(callId);
    this.#organisation.arrives(callId, this.#random.pick(groupIds));
    this.#after(this.#random.exponential(90_000), () => this.#loseCaller(callId));
    if (this.#random.chance(0.15)) this.#after(this.#random.exponential(20_000), () => this.#askForCallback(callId));
    this.#after(this.#random.exponential(meanSeconds * 1000), () => this.#arrive(meanSeconds));
  }

  #loseCaller(callId: string): void {
    if (this.#organisation.event({ type: "callerLeft", callId })) this.#end(callId, "hungUp");
  }

  #askForCallback(callId: string): void {
    const call = this.#organisation.state.calls.get(callId);
    if (!call) return;
    const callbackId = `back-${callId}`;
    this.#callbacks.set(callbackId, { groupId: call.groupId, arrivedAt: call.arrivedAt, attempts: 0 });
    if (!this.#organisation.event({ type: "callbackRequested", callId, callbackId })) return;
    this.#openCallbacks.add(callbackId);
    this.#end(callId, "callback");
  }

  #onCommand(command: DistributionCommand): void {
    if (command.type === "ring") this.#letPhoneRing(command.callId, command.agentId);
    if (command.type === "connect") this.#onConnected(command.callId, command.agentId);
    if (command.type === "leave") this.#end(command.callId, "left");
    if (command.type === "leave" && this.#random.chance(0.3)) this.#inThisLife(0, () => this.#ringAsDestination());
    if (command.type === "wrapUpEnded" && !this.#wrappingUp.delete(command.agentId)) this.#wrong.push(`${command.agentId} had no wrap-up`);
    if (command.type === "ring" && this.#wrappingUp.has(command.agentId)) this.#wrong.push(`${command.agentId} is rung in wrap-up`);
  }

  /** The caller who left rings at a user whose line is free, who may answer: no queue rings him meanwhile. */
  #ringAsDestination(): void {
    const agentId = this.#random.pick(agentNames);
    const kind = this.#organisation.state.agents.get(agentId)?.activity.kind;
    if (kind === "idle" || kind === "wrapUp") this.#onOwnLine(agentId, this.#random.chance(0.5) ? 10_000 : 60_000);
  }

  #onOwnLine(agentId: string, meanMs: number): void {
    this.#organisation.event({ type: "ownCallStarted", agentId });
    this.#after(this.#random.exponential(meanMs), () => this.#organisation.event({ type: "ownCallEnded", agentId }));
  }

  /** Answers, declines, is busy, cannot be reached, or rings on; late answers come too. */
  #letPhoneRing(callId: string, agentId: string): void {
    const random = this.#random;
    const organisation = this.#organisation;
    const delay = random.exponential(6_000);
    const fate = random.next();
    if (fate < 0.65) this.#after(delay, () => void organisation.event({ type: "agentAnswered", callId, agentId }));
    else if (fate < 0.85) {
      const result = random.pick(["busy", "declined", "unreachable", "failed"] as const);
      this.#after(random.chance(0.5) ? 0 : delay, () => void organisation.event({ type: "agentRefused", callId, agentId, result }));
    }
  }

  #onConnected(callId: string, agentId: string): void {
    const callback = this.#callbacks.get(callId);
    if (callback) this.#attempts.add(callId);
    if (callback && this.#random.chance(0.4)) this.#inThisLife(20_000, () => this.#missCustomer(callId, agentId, callback));
    else this.#inThisLife(45_000, () => this.#endTalk(callId, agentId));
    if (!callback) this.#end(callId, "connected");
  }

  #inThisLife(meanMs: number, run: () => void): void {
    const life = this.#life;
    this.#after(this.#random.exponential(meanMs), () => life === this.#life && run());
  }

  #endTalk(callId: string, agentId: string): void {
    this.#organisation.event({ type: "talkEnded", callId, agentId });
    this.#noteWrapUp(agentId);
    if (this.#attempts.delete(callId)) this.#openCallbacks.delete(callId);
  }

  #noteWrapUp(agentId: string): void {
    const agent = this.#organisation.state.agents.get(agentId);
    if (agent && runningWrapUp(agent.activity)) this.#wrappingUp.add(agentId);
  }

  #missCustomer(callbackId: string, agentId: string, callback: { groupId: string; arrivedAt: number; attempts: number }): void {
    callback.attempts++;
    const notBefore = callback.attempts < 3 ? this.#organisation.now + 300_000 : null;
    const { groupId, arrivedAt } = callback;
    if (!this.#attempts.delete(callbackId)) return;
    if (notBefore === null) this.#openCallbacks.delete(callbackId);
    this.#organisation.event({ type: "callbackUnreached", callbackId, agentId, groupId, arrivedAt, notBefore });
  }

  #killWorker(): void {
    for (const call of this.#organisation.state.calls.values()) if (call.kind === "live") this.#end(call.id, "cutOff");
    this.#life++;
    this.#organisation.restart();
    this.#attempts.clear();
    this.#wrappingUp.clear();
    for (const callbackId of this.#openCallbacks) {
      const { groupId, arrivedAt } = this.#callbacks.get(callbackId)!;
      this.#organisation.event({ type: "callbackRestored", callbackId, groupId, arrivedAt, notBefore: this.#organisation.now });
    }
  }

  /** Members, phones, settings and doors change while calls go on. */
  #disturb(): void {
    const random = this.#random;
    const organisation = this.#organisation;
    const agentId = random.pick(agentNames);
    const groupId = random.pick(groupIds);
    const send = (event: DistributionEvent) => void organisation.event(event);
    const forAWhile = (begin: DistributionEvent, end: DistributionEvent) => {
      send(begin);
      this.#after(random.exponential(60_000), () => send(end));
    };
    const steps: (() => unknown)[] = [
      () => forAWhile({ type: "loggedOut", agentId, groupId }, { type: "loggedIn", agentId, groupId }),
      () => forAWhile({ type: "paused", agentId }, { type: "resumed", agentId }),
      () => forAWhile({ type: "presenceChanged", agentId, presence: "busy" }, { type: "presenceChanged", agentId, presence: "available" }),
      () => forAWhile({ type: "devicesChanged", agentId, reachable: [] }, { type: "devicesChanged", agentId, reachable: ["ipPhone"] }),
      () => this.#onOwnLine(random.pick([agentId, ...organisation.state.wrappingUp]), 20_000),
      () => send({ type: "wrapUpExtended", agentId }),
      () => forAWhile({ type: "groupClosed", groupId, servedUntil: organisation.now + 30_000 }, { type: "groupOpened", groupId }),
      () => send({ type: "wrapUpFinished", agentId }),
      () => this.#configure(),
      () => random.chance(0.2) && this.#killWorker(),
    ];
    random.pick(steps)();
    this.#after(random.exponential(15_000), () => this.#disturb());
  }

  #end(callId: string, end: End): void {
    if (callId.startsWith("back-")) return;
    if (this.#ends.has(callId)) this.#wrong.push(`${callId} ended as ${this.#ends.get(callId)} and as ${end}`);
    this.#ends.set(callId, end);
  }

  #check(): void {
    this.#events++;
    for (const line of this.#organisation.news()) this.#hash.add(line);
    this.#wrong.push(...violations(this.#organisation.state, this.#organisation.now), ...this.#lostCallbacks());
  }

  #lostCallbacks(): string[] {
    const { calls } = this.#organisation.state;
    const lost = [...this.#openCallbacks].filter((id) => calls.has(id) === this.#attempts.has(id));
    return lost.map((id) => `${id} has ${calls.has(id) ? "two places" : "no place"}`);
  }

  #result(): HourResult {
    const { calls } = this.#organisation.state;
    for (const id of this.#offered) if (this.#ends.has(id) === calls.has(id)) this.#wrong.push(`${id} has no end, or one while it waits`);
    const count = (end: End) => [...this.#ends.values()].filter((one) => one === end).length;
    return {
      seed: this.#seed,
      events: this.#events,
      offered: this.#offered.size,
      connected: count("connected"),
      left: count("left"),
      hungUp: count("hungUp"),
      callbacks: count("callback"),
      cutOff: count("cutOff"),
      traceHash: this.#hash.value,
      violations: this.#wrong,
    };
  }
}

const isEarlier = (one: Planned, other: Planned) => one.at < other.at || (one.at === other.at && one.sequence < other.sequence);
