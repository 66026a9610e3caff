/**
 * One organisation in virtual time: events go in, `decide` is asked, commands are noted as lines that a person can read.
 * Stories, properties and the simulation against theory all run on it.
 */
import type { DeviceKind } from "../../domain/group/members.ts";
import { nextDeadline } from "../deadlines.ts";
import { decide } from "../decide.ts";
import type { DistributionCommand, DistributionEvent } from "../events.ts";
import { emptyState, type GroupRules, type Instant, type MemberRule, type OrganisationState } from "../state.ts";

export type RulesInput = Partial<Omit<GroupRules, "members">> & { id: string; members: (string | MemberRule)[] };

/** The defaults of product.md. */
export function rules(input: RulesInput): GroupRules {
  const members = input.members.map((member) =>
    typeof member === "string" ? { agentId: member, skillLevel: 3, ringOrder: null } : member,
  );
  return {
    maxWaitMs: null,
    maxAttempts: null,
    maxWaiting: null,
    ringMs: 20_000,
    ringSimultaneously: 1,
    ringInOrder: false,
    skillBased: false,
    longestIdle: false,
    presenceAffects: true,
    devices: ["workstation", "mobile", "ipPhone"],
    wrapUpMs: 0,
    logoutAfterMissed: null,
    ...input,
    members: new Map(members.map((member) => [member.agentId, member])),
  };
}

type Listener = (command: DistributionCommand) => void;
type DecisionListener = (now: Instant, event: DistributionEvent, commands: DistributionCommand[]) => void;
interface Options {
  seed?: number;
  quiet?: boolean;
  onDecision?: DecisionListener;
}

export class VirtualOrganisation {
  state: OrganisationState;
  now: Instant = 0;
  readonly log: string[] = [];
  /** Events that were not valid when they came. */
  ignored = 0;
  #listeners: Listener[] = [];
  #started = false;
  readonly #onDecision: DecisionListener;

  /** Every member is logged in, with a desk phone registered, unless `quiet`. */
  constructor(groups: RulesInput[], options: Options = {}) {
    this.#onDecision = options.onDecision ?? (() => {});
    this.state = emptyState(options.seed ?? 1);
    this.configure(groups);
    if (options.quiet) return;
    for (const group of this.state.groups.values()) {
      for (const agentId of group.members.keys()) {
        this.event({ type: "devicesChanged", agentId, reachable: ["ipPhone"] });
        this.event({ type: "loggedIn", agentId, groupId: group.id });
      }
    }
  }

  /** Whoever is new has no phone yet, unless `phones` says so; whoever becomes a member is logged in. */
  configure(groups: RulesInput[], phones: readonly DeviceKind[] = []): void {
    const compiled = new Map(groups.map((group) => [group.id, rules(group)]));
    const agentIds = [...compiled.values()].flatMap((group) => [...group.members.keys()]);
    const agents = new Map(agentIds.map((id) => [id, [...(this.state.agents.get(id)?.reachable ?? phones)]]));
    this.event({ type: "configured", groups: compiled, agents, newMembersLogIn: this.#started });
    this.#started = true;
  }

  /** The worker was killed: rules, and what is saved of the members, come back; callers and conversations do not. */
  restart(): void {
    const before = this.state;
    this.state = emptyState(before.random);
    const agents = new Map([...before.agents.values()].map(({ id, reachable }) => [id, [...reachable]]));
    this.event({ type: "configured", groups: before.groups, agents, newMembersLogIn: false });
    for (const { id: agentId, loggedIn, paused, presence } of before.agents.values()) {
      for (const groupId of loggedIn) this.event({ type: "loggedIn", agentId, groupId });
      if (paused) this.event({ type: "paused", agentId });
      this.event({ type: "presenceChanged", agentId, presence });
    }
    for (const [groupId, { servedUntil }] of before.closed) this.event({ type: "groupClosed", groupId, servedUntil });
  }

  onCommand(listener: Listener): void {
    this.#listeners.push(listener);
  }

  event(event: DistributionEvent): boolean {
    const decision = decide(this.state, event, this.now);
    this.state = decision.state;
    if (!decision.accepted) this.ignored++;
    this.#onDecision(this.now, event, decision.commands);
    for (const command of decision.commands) {
      this.log.push(`${seconds(this.now)} s  ${line(command)}`);
      for (const listener of this.#listeners) listener(command);
    }
    return decision.accepted;
  }

  /** Lets time pass, waking up at each deadline. */
  advance(durationSeconds: number): void {
    const end = this.now + durationSeconds * 1000;
    for (;;) {
      const next = nextDeadline(this.state, this.now);
      if (next === null || next > end) break;
      this.now = next;
      this.event({ type: "timePassed" });
    }
    this.now = end;
  }

  arrives(callId: string, groupId = this.onlyGroup()): void {
    this.event({ type: "callArrived", callId, groupId, arrivedAt: this.now });
  }

  hangsUp(callId: string): void {
    this.event({ type: "callerLeft", callId });
  }

  answers(agentId: string): void {
    this.event({ type: "agentAnswered", callId: this.callOf(agentId), agentId });
  }

  refuses(agentId: string, result: "busy" | "declined" | "unreachable" | "failed" = "declined"): void {
    this.event({ type: "agentRefused", callId: this.callOf(agentId), agentId, result });
  }

  endsCall(agentId: string): void {
    this.event({ type: "talkEnded", callId: this.callOf(agentId), agentId });
  }

  /** The lines noted since the last call of this. */
  news(): string[] {
    return this.log.splice(0);
  }

  callOf(agentId: string): string {
    const activity = this.state.agents.get(agentId)?.activity;
    return activity && "callId" in activity ? activity.callId : "none";
  }

  private onlyGroup(): string {
    return [...this.state.groups.keys()][0]!;
  }
}

const seconds = (now: Instant) => String(Math.round(now) / 1000);

function line(command: DistributionCommand): string {
  switch (command.type) {
    case "queued":
      return `queue ${command.callId}`;
    case "ring":
      return `ring ${command.callId} at ${command.agentId}`;
    case "stopRinging":
      return `stop ringing ${command.agentId}: ${command.result}`;
    case "connect":
      return `connect ${command.callId} to ${command.agentId}`;
    case "leave":
      return `${command.callId} leaves: ${command.reason}`;
    case "logOut":
      return `log out ${command.agentId}`;
    case "wrapUpEnded":
      return `wrap-up of ${command.agentId} ended`;
  }
}
