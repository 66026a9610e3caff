/**
 * Tells the distribution of each group's opening and closing at the very moment: when its hours say so, when an administrator turns
 * the switch, when a worker starts while it is closed. Also tells the view of midnight, when the day's figures begin anew.
 */
import type { DistributionEvent } from "../../lib/distribution/events.ts";
import type { Instant } from "../../lib/distribution/state.ts";
import { endOfLocalDay, type HoursState, hoursState, isOpenAt, openSince } from "../../lib/domain/opening-hours.ts";
import type { Clock } from "../runtime/clock.ts";
import { DeadlineTimer } from "../runtime/deadline-timer.ts";
import type { ConfiguredGroup } from "./house.ts";

/** `hoursState` looks a week ahead; and the date of this computer may be set meanwhile. */
const lookAgainMs = 3_600_000;

interface Watched {
  group: ConfiguredGroup;
  timeZone: string;
  state: HoursState;
  lookAgainAt: number;
  /** Since when we know it closed; null while it is open. */
  closedAt: Instant | null;
  /** Null: it is closed, or open for longer than anybody can see. */
  openedAt: Date | null;
}

export class OpeningWatch {
  readonly #clock: Clock;
  readonly #post: (event: DistributionEvent) => void;
  readonly #changed: () => void;
  readonly #timer: DeadlineTimer;
  readonly #watched = new Map<string, Watched>();
  #groups: ConfiguredGroup[] = [];
  #timeZone = "UTC";

  constructor(clock: Clock, post: (event: DistributionEvent) => void, changed: () => void) {
    this.#clock = clock;
    this.#post = post;
    this.#changed = changed;
    this.#timer = new DeadlineTimer(clock, () => {
      this.#look();
      this.#changed();
    });
  }

  configure(groups: ConfiguredGroup[], timeZone: string): void {
    this.#groups = groups;
    this.#timeZone = timeZone;
    const present = new Set(groups.map(({ id }) => id));
    for (const id of [...this.#watched.keys()]) if (!present.has(id)) this.#forget(id);
    this.#look();
  }

  stop(): void {
    this.#timer.stop();
  }

  /** As it was at the last look, which is never longer ago than the last change. */
  stateOf(groupId: string): HoursState | undefined {
    return this.#watched.get(groupId)?.state;
  }

  /** At this very moment. When it differs from the last look the distribution is told first: a caller may come before the timer. */
  isOpen(group: ConfiguredGroup): ReturnType<typeof isOpenAt> {
    const now = isOpenAt(group.hours, this.#clock.date(), this.#timeZone);
    const known = this.#watched.get(group.id);
    if (known && known.state.open !== now.open) {
      known.lookAgainAt = Number.NEGATIVE_INFINITY;
      this.#look();
    }
    return now;
  }

  openedAt(groupId: string): Date | null {
    return this.#watched.get(groupId)?.openedAt ?? null;
  }

  #forget(groupId: string): void {
    this.#watched.delete(groupId);
    this.#post({ type: "groupOpened", groupId });
  }

  #look(): void {
    const date = this.#clock.date();
    const dayEndsAt = endOfLocalDay(date, this.#timeZone).getTime();
    for (const group of this.#groups) this.#lookAt(group, date, dayEndsAt);
    const nextLook = Math.min(...[...this.#watched.values()].map((one) => one.lookAgainAt), dayEndsAt);
    this.#timer.set(this.#clock.now() + nextLook - date.getTime());
  }

  /**
   * The settings of a group are a new object whenever the configuration was read: only then, or when the time has come, is it worked out.
   * At midnight what is closed may be closed for another reason.
   */
  #lookAt(group: ConfiguredGroup, date: Date, dayEndsAt: number): void {
    const known = this.#watched.get(group.id);
    if (known?.group === group && known.timeZone === this.#timeZone && known.lookAgainAt > date.getTime()) return;
    const state = hoursState(group.hours, date, this.#timeZone);
    const lookAgainAt = Math.min(state.until?.getTime() ?? Number.POSITIVE_INFINITY, date.getTime() + lookAgainMs, dayEndsAt);
    const closedAt = state.open ? null : (known?.closedAt ?? this.#clock.now());
    const openedAt = closedAt === null ? this.#openedAt(group, known, date) : null;
    this.#watched.set(group.id, { group, timeZone: this.#timeZone, state, lookAgainAt, closedAt, openedAt });
    this.#tell(group, known, closedAt);
  }

  /** Opened before our eyes, or by its hours. */
  #openedAt(group: ConfiguredGroup, known: Watched | undefined, date: Date): Date | null {
    if (known && known.closedAt !== null) return date;
    return known?.openedAt ?? openSince(group.hours, date, this.#timeZone);
  }

  #tell(group: ConfiguredGroup, known: Watched | undefined, closedAt: Instant | null): void {
    const groupId = group.id;
    if (closedAt === null) {
      if (known && known.closedAt !== null) this.#post({ type: "groupOpened", groupId });
      return;
    }
    const sameTime = known?.group.hours.serveAfterCloseMinutes === group.hours.serveAfterCloseMinutes;
    if (known?.closedAt === closedAt && sameTime) return;
    this.#post({ type: "groupClosed", groupId, servedUntil: closedAt + group.hours.serveAfterCloseMinutes * 60_000 });
  }
}
