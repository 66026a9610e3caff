/** What a supervisor does to a caller who waits. Whoever was answered or has hung up meanwhile is left as he is. */

import { refusalAtArrival } from "../../lib/distribution/apply-event.ts";
import type { DistributionEvent } from "../../lib/distribution/events.ts";
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { CommandResult, WaitingCallAction } from "../../lib/domain/live.ts";
import { isOpenAt } from "../../lib/domain/opening-hours.ts";
import { type Clock, dateOf } from "../runtime/clock.ts";
import type { CallerSession } from "./caller-session.ts";
import { maxHops } from "./destinations.ts";
import type { ConfiguredGroup, House } from "./house.ts";

const notNow = { ok: false, reason: "notNow" } as const;

export class ByHand {
  readonly #house: House;
  readonly #clock: Clock;
  readonly #sessions: ReadonlyMap<string, CallerSession>;

  constructor(house: House, clock: Clock, sessions: ReadonlyMap<string, CallerSession>) {
    this.#house = house;
    this.#clock = clock;
    this.#sessions = sessions;
  }

  /** `groups`: whose callers may be acted on, and where they may be moved; null = all. */
  act(callId: string, by: string, groups: readonly string[] | null, action: WaitingCallAction): CommandResult {
    const call = this.#house.state.calls.get(callId);
    const isHers = (groupId: string) => groups === null || groups.includes(groupId);
    if (call && !isHers(call.groupId)) return { ok: false, reason: "unknownCall" };
    switch (action.action) {
      case "front":
        return this.#putFirst(callId, by) ? { ok: true } : notNow;
      case "take":
        return this.#tell({ type: "callTaken", callId, agentId: by }) ? { ok: true } : notNow;
      case "group":
        if (!isHers(action.groupId)) return { ok: false, reason: "unknownCall" };
        return this.#moveTo(callId, action.groupId);
      default:
        return assertNever(action);
    }
  }

  /** A state that is as it was has not taken the event. */
  #tell(event: Extract<DistributionEvent, { callId: string }>): boolean {
    if (!this.#house.state.calls.has(event.callId)) return false;
    return this.#house.postNow(event);
  }

  #putFirst(callId: string, by: string): boolean {
    const place = () => this.#house.state.calls.get(callId)?.arrivedAt;
    const before = place();
    const done = this.#tell({ type: "callPromoted", callId });
    const now = place();
    // He may have been first already.
    if (now !== undefined && now !== before) this.#sessions.get(callId)?.record.putFirst(by, dateOf(this.#clock, now));
    return done;
  }

  /** Never into a group that would send him away at once. */
  #moveTo(callId: string, groupId: string): CommandResult {
    const session = this.#sessions.get(callId);
    const group = this.#house.group(groupId);
    const present = this.#house.state.calls.get(callId)?.groupId;
    if (!session || !group || present === groupId || session.hops >= maxHops || !this.#takesCallers(group)) return notNow;
    if (!this.#tell({ type: "callMovedAway", callId })) return notNow;
    session.record.event("overflowed", null, { reason: "movedByHand", destination: "group" });
    session.record.end("overflowed", "movedByHand", "service");
    this.#house.move(session, group);
    return { ok: true };
  }

  #takesCallers(group: ConfiguredGroup): boolean {
    const { state, configuration } = this.#house;
    const rules = state.groups.get(group.id);
    return (
      rules !== undefined &&
      refusalAtArrival(state, rules) === null &&
      isOpenAt(group.hours, this.#clock.date(), configuration.timeZone).open
    );
  }
}
