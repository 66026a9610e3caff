/** Figures of the present local day per group, counted from the records as they are written, so that they agree with the call log. */
import type { CallEnd, CallWrite, DayTotals } from "../../lib/domain/call-record.ts";
import { localTime } from "../../lib/domain/opening-hours.ts";
import type { Clock } from "../runtime/clock.ts";
import type { ConfiguredGroup } from "./house.ts";

const none = { offered: 0, answered: 0, abandoned: 0, abandonedLate: 0, overflowed: 0, callbackRequested: 0, answeredInTarget: 0 };

export class TodayTotals {
  readonly #clock: Clock;
  readonly #timeZone: () => string;
  readonly #group: (id: string) => ConfiguredGroup | undefined;
  /** Of the calls that go on: a call counts on the day on which it arrived, as in the call log. */
  readonly #open = new Map<string, { groupId: string; date: string }>();
  #totals = new Map<string, DayTotals>();
  #date: string;
  /** Asked several times for each call, and dear: the date of the minute that was asked for last. */
  #known = { minute: Number.NaN, timeZone: "", date: "" };

  constructor(clock: Clock, timeZone: () => string, group: (id: string) => ConfiguredGroup | undefined) {
    this.#clock = clock;
    this.#timeZone = timeZone;
    this.#group = group;
    this.#date = this.#today();
  }

  /** Totals of the calls that ended before this worker started. */
  restore(totals: DayTotals[]): void {
    for (const total of totals) this.#totals.set(total.groupId, total);
  }

  /** Calls that go on are offered already; their outcome is counted when they end. */
  of(groupId: string): DayTotals {
    const ended = this.#ended(groupId);
    const today = this.#date;
    let going = 0;
    for (const call of this.#open.values()) if (call.groupId === groupId && call.date === today) going++;
    return { ...ended, offered: ended.offered + going };
  }

  #ended(groupId: string): DayTotals {
    this.#turnDay();
    return this.#totals.get(groupId) ?? { groupId, ...none };
  }

  note(write: CallWrite): void {
    if (write.kind === "arrival" && write.arrival.groupId && write.arrival.direction !== "outgoing") {
      this.#open.set(write.arrival.id, { groupId: write.arrival.groupId, date: this.#dateOf(write.arrival.arrivedAt) });
    }
    if (write.kind !== "end") return;
    const call = this.#open.get(write.callId);
    this.#open.delete(write.callId);
    if (call?.date === this.#today()) this.#totals.set(call.groupId, this.#count(this.#ended(call.groupId), write.end));
  }

  #count(total: DayTotals, { outcome, waitSeconds }: CallEnd): DayTotals {
    const group = this.#group(total.groupId);
    const one = (holds: boolean) => (holds ? 1 : 0);
    return {
      groupId: total.groupId,
      offered: total.offered + 1,
      answered: total.answered + one(outcome === "answered"),
      abandoned: total.abandoned + one(outcome === "abandoned"),
      abandonedLate: total.abandonedLate + one(outcome === "abandoned" && waitSeconds >= (group?.shortAbandonSeconds ?? 5)),
      overflowed: total.overflowed + one(outcome === "overflowed"),
      callbackRequested: total.callbackRequested + one(outcome === "callbackRequested"),
      answeredInTarget: total.answeredInTarget + one(outcome === "answered" && waitSeconds <= (group?.serviceLevelTargetSeconds ?? 20)),
    };
  }

  #turnDay(): void {
    const today = this.#today();
    if (today === this.#date) return;
    this.#date = today;
    this.#totals = new Map();
  }

  #today(): string {
    return this.#dateOf(this.#clock.date());
  }

  #dateOf(at: Date): string {
    const [minute, timeZone] = [Math.floor(at.getTime() / 60_000), this.#timeZone()];
    if (minute !== this.#known.minute || timeZone !== this.#known.timeZone) {
      this.#known = { minute, timeZone, date: localTime(at, timeZone).date };
    }
    return this.#known.date;
  }
}
