/** Who has asked to be called back and calls again himself: his request's place is his, also when he called while he was being dialled in vain. */
import type { Instant } from "../../lib/distribution/state.ts";
import { dateOf } from "../runtime/clock.ts";
import { callbackNumberOf } from "./callback-number.ts";
import type { CallbackPlaces } from "./callback-places.ts";
import type { CallerSession } from "./caller-session.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import type { CallbackEnd, OpenCallback } from "./open-callback.ts";

interface Requests {
  all(): OpenCallback[];
  find(groupId: string, number: string): OpenCallback | undefined;
  end(open: OpenCallback, end: CallbackEnd): void;
  putBack(open: OpenCallback): void;
}

const served = { state: "reached", reason: "calledAgain" } as const;

export class CallingAgain {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #places: CallbackPlaces;
  readonly #requests: Requests;

  constructor(parts: OrganisationParts, house: House, places: CallbackPlaces, requests: Requests) {
    this.#parts = parts;
    this.#house = house;
    this.#places = places;
    this.#requests = requests;
  }

  /** The place that is his; null: he has none but his own. */
  holdFor(session: CallerSession, group: ConfiguredGroup): Instant | null {
    const number = callbackNumberOf(this.#house.configuration, session.incoming.caller);
    const open = number.kind === "usable" ? this.#requests.find(group.id, number.number) : undefined;
    if (!open || open.heldBy) return null;
    if (open.call) {
      open.again ??= { session, served: false };
      return null;
    }
    open.heldBy = session.id;
    this.#places.leave(open, "calledAgain");
    return open.arrivedAt;
  }

  holds(callId: string): boolean {
    return this.#requests.all().some(({ heldBy }) => heldBy === callId);
  }

  /** The caller was served, or his stay in this queue is over without it: then the request waits again. */
  release(callId: string, wasServed: boolean): void {
    for (const open of this.#requests.all()) {
      if (open.again?.session.id === callId && !open.again.served) open.again = wasServed ? { ...open.again, served: true } : null;
      if (open.heldBy !== callId) continue;
      open.heldBy = null;
      if (wasServed) this.#requests.end(open, served);
      else this.#requests.putBack(open);
    }
  }

  /** After a dial in vain. True: he is on the line himself, or was served meanwhile. */
  takeUp(open: OpenCallback): boolean {
    const { again } = open;
    open.again = null;
    if (again?.served) {
      this.#requests.end(open, served);
      return true;
    }
    const waiting = again && this.#house.state.calls.get(again.session.id);
    if (!waiting) return false;
    open.heldBy = waiting.id;
    if (open.arrivedAt < waiting.arrivedAt) this.#givePlace(again.session, open.arrivedAt);
    return true;
  }

  #givePlace(session: CallerSession, arrivedAt: Instant): void {
    this.#house.post({ type: "placeTaken", callId: session.id, arrivedAt });
    session.record.placed(dateOf(this.#parts.clock, arrivedAt));
  }
}
