/**
 * A bug of ours must not keep a member busy or a caller waiting for ever: every few seconds what was decided is compared with the calls that
 * are really there. What disagrees at two looks in a row is put right, logged as the bug that it is, and counted (docs/architecture.md,
 * invariant 5).
 */
import type { DistributionEvent } from "../../lib/distribution/events.ts";
import type { Agent, OrganisationState } from "../../lib/distribution/state.ts";
import type { CallerSession } from "./caller-session.ts";
import type { OrganisationParts } from "./house.ts";

const lookEveryMs = 5_000;

export type Remainder = "talkingMember" | "memberOnOwnCall" | "waitingCall" | "waitingCallback" | "waitingSession" | "waitingRequest";

interface Present {
  state(): OrganisationState;
  sessions: ReadonlyMap<string, CallerSession>;
  isCallbackOpen(callbackId: string): boolean;
  /** A member talks for it, or is about to. */
  isCalledBack(callbackId: string): boolean;
  /** Requests that have no place in the queue, and nobody to keep it for them. */
  lostCallbacks(): string[];
  giveBack(callbackId: string): void;
  hasOwnCall(userId: string): boolean;
  post(event: DistributionEvent): void;
}

interface Finding {
  what: Remainder;
  id: string;
  mend(): void;
}

export class Reaper {
  readonly #parts: Pick<OrganisationParts, "log" | "mended">;
  readonly #present: Present;
  readonly #timer: NodeJS.Timeout;
  #before = new Set<string>();

  constructor(parts: Pick<OrganisationParts, "log" | "mended">, present: Present) {
    this.#parts = parts;
    this.#present = present;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const findings = [...this.#members(), ...this.#calls(), ...this.#sessions(), ...this.#requests()];
    for (const { what, id, mend } of findings.filter((finding) => this.#before.has(keyOf(finding)))) {
      this.#parts.log.error("something was left behind and is put right", { what, id });
      this.#parts.mended(what);
      mend();
    }
    this.#before = new Set(findings.map(keyOf));
  }

  #members(): Finding[] {
    return [...this.#present.state().agents.values()].flatMap((agent) => this.#member(agent));
  }

  #member({ id, activity }: Agent): Finding[] {
    const { sessions, isCalledBack, hasOwnCall, post } = this.#present;
    if (activity.kind === "ownCall" && !hasOwnCall(id)) {
      return [{ what: "memberOnOwnCall", id, mend: () => post({ type: "ownCallEnded", agentId: id }) }];
    }
    if (activity.kind !== "talking" || sessions.has(activity.callId) || isCalledBack(activity.callId)) return [];
    return [{ what: "talkingMember", id, mend: () => post({ type: "talkEnded", callId: activity.callId, agentId: id }) }];
  }

  #calls(): Finding[] {
    const { sessions, isCallbackOpen, post } = this.#present;
    return [...this.#present.state().calls.values()].flatMap(({ id, kind }): Finding[] => {
      if (kind === "live")
        return sessions.has(id) ? [] : [{ what: "waitingCall", id, mend: () => post({ type: "callerLeft", callId: id }) }];
      if (isCallbackOpen(id)) return [];
      return [{ what: "waitingCallback", id, mend: () => post({ type: "callbackWithdrawn", callbackId: id }) }];
    });
  }

  #requests(): Finding[] {
    const { lostCallbacks, giveBack } = this.#present;
    return lostCallbacks().map((id) => ({ what: "waitingRequest", id, mend: () => giveBack(id) }));
  }

  #sessions(): Finding[] {
    const { calls } = this.#present.state();
    const lost = [...this.#present.sessions.values()].filter(({ id, stage }) => stage === "waiting" && !calls.has(id));
    return lost.map((session) => ({
      what: "waitingSession",
      id: session.id,
      mend: () => session.close("failed", "internalError", "error"),
    }));
  }
}

const keyOf = ({ what, id }: Finding) => `${what} ${id}`;
