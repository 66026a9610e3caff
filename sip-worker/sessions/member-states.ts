/** Log-in, pause, presence and wrap-up of members: told to the distribution at once, and kept over a restart. */
import { runningWrapUp } from "../../lib/distribution/state.ts";
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { SavedAgentState } from "../../lib/domain/configuration.ts";
import type { CommandResult, MemberAction, Presence } from "../../lib/domain/live.ts";
import type { Records } from "../ports/records.ts";
import type { House } from "./house.ts";

const none: ReadonlySet<string> = new Set();

export class MemberStates {
  readonly #house: House;
  readonly #records: Records;
  readonly #pauseReasons = new Map<string, string | null>();
  readonly #presenceNames = new Map<string, string | null>();
  /** Groups that have logged a member out after unanswered calls. */
  readonly #outByMisses = new Map<string, ReadonlySet<string>>();

  constructor(house: House, records: Records) {
    this.#house = house;
    this.#records = records;
  }

  pauseReason(userId: string): string | null {
    return this.#pauseReasons.get(userId) ?? null;
  }

  /** The same object until it changes. */
  outByMisses(userId: string): ReadonlySet<string> {
    return this.#outByMisses.get(userId) ?? none;
  }

  /** The distribution has logged him out of the group. */
  loggedOutByMisses(userId: string, groupId: string): void {
    this.#records.login(groupId, userId, false);
    this.#outByMisses.set(userId, new Set(this.outByMisses(userId)).add(groupId));
  }

  restore({ userId, paused, pauseReason, presence, presenceName, loggedInGroups }: SavedAgentState): void {
    const house = this.#house;
    if (!house.state.agents.has(userId)) return;
    for (const groupId of loggedInGroups) house.post({ type: "loggedIn", agentId: userId, groupId });
    this.#pauseReasons.set(userId, pauseReason);
    if (paused) house.post({ type: "paused", agentId: userId });
    this.#presenceNames.set(userId, presenceName);
    house.post({ type: "presenceChanged", agentId: userId, presence });
  }

  /** What a member or supervisor does to a member's state. */
  act(userId: string, change: MemberAction): CommandResult {
    if (!this.#house.state.agents.has(userId)) return { ok: false, reason: "unknownMember" };
    switch (change.action) {
      case "logIn":
      case "logOut":
        return this.#setLogin(userId, change.action === "logIn", change.groupId);
      case "pause":
        return this.#setPause(userId, true, change.reason ?? null);
      case "resume":
        return this.#setPause(userId, false, null);
      case "finishWrapUp":
        this.#house.post({ type: "wrapUpFinished", agentId: userId });
        return { ok: true };
      case "extendWrapUp":
        return this.#extendWrapUp(userId);
      case "setPresence":
        return this.#setPresence(userId, change.presence, change.name ?? null);
      default:
        return assertNever(change);
    }
  }

  #extendWrapUp(userId: string): CommandResult {
    const until = () => {
      const agent = this.#house.state.agents.get(userId);
      return (agent && runningWrapUp(agent.activity)?.until) ?? 0;
    };
    const before = until();
    this.#house.post({ type: "wrapUpExtended", agentId: userId });
    return until() > before ? { ok: true } : { ok: false, reason: "notNow" };
  }

  /** Without a group: every group that he is a member of. */
  #setLogin(userId: string, loggedIn: boolean, groupId: string | undefined): CommandResult {
    const { groups } = this.#house.state;
    const memberOf = [...groups.values()].filter((group) => group.members.has(userId)).map((group) => group.id);
    const chosen = groupId === undefined ? memberOf : memberOf.filter((id) => id === groupId);
    if (chosen.length === 0) return { ok: false, reason: "notMember" };
    const out = [...this.outByMisses(userId)].filter((id) => !chosen.includes(id));
    this.#outByMisses.set(userId, new Set(out));
    for (const id of chosen) {
      this.#house.post({ type: loggedIn ? "loggedIn" : "loggedOut", agentId: userId, groupId: id });
      this.#records.login(id, userId, loggedIn);
    }
    return { ok: true };
  }

  #setPause(userId: string, paused: boolean, reason: string | null): CommandResult {
    this.#pauseReasons.set(userId, reason);
    this.#house.post({ type: paused ? "paused" : "resumed", agentId: userId });
    this.#save(userId);
    return { ok: true };
  }

  #setPresence(userId: string, presence: Presence, name: string | null): CommandResult {
    this.#presenceNames.set(userId, name);
    this.#house.post({ type: "presenceChanged", agentId: userId, presence });
    this.#save(userId);
    return { ok: true };
  }

  #save(userId: string): void {
    const agent = this.#house.state.agents.get(userId);
    if (!agent) return;
    this.#records.personalState(userId, {
      paused: agent.paused,
      pauseReason: this.pauseReason(userId),
      presence: agent.presence,
      presenceName: this.#presenceNames.get(userId) ?? null,
    });
  }
}
