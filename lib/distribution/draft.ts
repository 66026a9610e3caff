/** A state under change inside one `decide`: maps are copied on the first write, so the state that came in stays as it was. */
import type { DistributionCommand } from "./events.ts";
import {
  type Agent,
  type AgentActivity,
  type AgentId,
  type CallId,
  type Instant,
  type OrganisationState,
  runningWrapUp,
  type WaitingCall,
} from "./state.ts";

export class Draft {
  readonly commands: DistributionCommand[] = [];
  readonly now: Instant;
  #state: OrganisationState;
  #ownAgents: Map<AgentId, Agent> | null = null;
  #ownCalls: Map<CallId, WaitingCall> | null = null;
  #idleEnded = 0;

  constructor(state: OrganisationState, now: Instant) {
    this.#state = state;
    this.now = now;
  }

  get state(): OrganisationState {
    return this.#state;
  }

  command(command: DistributionCommand): void {
    this.commands.push(command);
  }

  agent(id: AgentId): Agent | undefined {
    return this.#state.agents.get(id);
  }

  call(id: CallId): WaitingCall | undefined {
    return this.#state.calls.get(id);
  }

  /** How many idle times have ended in this decision: a list of free members that was made before is too long when it has grown. */
  get idleEnded(): number {
    return this.#idleEnded;
  }

  replace(part: Partial<Omit<OrganisationState, "agents" | "idle" | "wrappingUp" | "calls">>): void {
    this.#state = { ...this.#state, ...part };
  }

  replaceAgents(agents: Map<AgentId, Agent>): void {
    const idle = new Set<AgentId>();
    const wrappingUp = new Set<AgentId>();
    for (const { id, activity } of agents.values()) {
      if (activity.kind === "idle") idle.add(id);
      if (runningWrapUp(activity)) wrappingUp.add(id);
    }
    this.#state = { ...this.#state, agents, idle, wrappingUp };
    this.#ownAgents = agents;
  }

  putAgent(agent: Agent): void {
    const before = this.agent(agent.id)?.activity;
    this.#writableAgents().set(agent.id, agent);
    if (before !== agent.activity) this.#index(agent, before);
  }

  /** False when there is no such agent. */
  changeAgent(id: AgentId, change: (agent: Agent) => Agent): boolean {
    const agent = this.agent(id);
    if (agent) this.putAgent(change(agent));
    return agent !== undefined;
  }

  #index({ id, activity }: Agent, before: AgentActivity | undefined): void {
    const { idle, wrappingUp } = this.#state;
    const [wasIdle, isIdle] = [before?.kind === "idle", activity.kind === "idle"];
    if (wasIdle && !isIdle) this.#idleEnded++;
    if (wasIdle !== isIdle) this.#state = { ...this.#state, idle: isIdle ? new Set(idle).add(id) : without(idle, id) };
    const [wrapped, wraps] = [before !== undefined && runningWrapUp(before) !== null, runningWrapUp(activity) !== null];
    if (wrapped !== wraps) this.#state = { ...this.#state, wrappingUp: wraps ? new Set(wrappingUp).add(id) : without(wrappingUp, id) };
  }

  setActivity(id: AgentId, activity: AgentActivity): void {
    const agent = this.agent(id);
    if (agent) this.putAgent({ ...agent, activity });
  }

  putCall(call: WaitingCall): void {
    this.#writableCalls().set(call.id, call);
  }

  addCall(call: WaitingCall): void {
    const { order } = this.#state;
    this.putCall(call);
    let at = order.length;
    while (at > 0 && comesBefore(call, this.#state.calls.get(order[at - 1]!)!)) at--;
    this.replace({ order: [...order.slice(0, at), call.id, ...order.slice(at)] });
  }

  removeCall(id: CallId): void {
    this.#writableCalls().delete(id);
    this.replace({ order: this.#state.order.filter((other) => other !== id) });
  }

  nextSequence(): number {
    const sequence = this.#state.sequence + 1;
    this.replace({ sequence });
    return sequence;
  }

  /** A number in [0, 1) from the state's own generator (mulberry32). */
  random(): number {
    const state = (this.#state.random + 0x6d2b79f5) | 0;
    this.replace({ random: state });
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  #writableAgents(): Map<AgentId, Agent> {
    if (!this.#ownAgents) {
      const own = new Map(this.#state.agents);
      this.#state = { ...this.#state, agents: own };
      this.#ownAgents = own;
    }
    return this.#ownAgents;
  }

  #writableCalls(): Map<CallId, WaitingCall> {
    if (!this.#ownCalls) {
      const own = new Map(this.#state.calls);
      this.#state = { ...this.#state, calls: own };
      this.#ownCalls = own;
    }
    return this.#ownCalls;
  }
}

function without<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const rest = new Set(set);
  rest.delete(item);
  return rest;
}

const comesBefore = (one: WaitingCall, other: WaitingCall) =>
  one.arrivedAt < other.arrivedAt || (one.arrivedAt === other.arrivedAt && one.sequence < other.sequence);
