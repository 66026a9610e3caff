/** What a waiting caller is told of his place and wait, and how right that was. One per organisation. */

import {
  estimatedWaitOfNext,
  estimatedWaitSeconds,
  type HandleTimes,
  noHandleTimes,
  noteHandled,
  type SpokenWait,
  secondsPerPlace,
  spokenWait,
  staffOf,
} from "../../lib/distribution/estimate.ts";
import { waitingPosition } from "../../lib/distribution/explain.ts";
import type { OrganisationState } from "../../lib/distribution/state.ts";
import type { Language } from "../../lib/domain/actor.ts";
import { type PromptId, positionPrompt, waitPrompt } from "../../lib/domain/prompts.ts";
import type { Clock } from "../runtime/clock.ts";

export class Forecast {
  readonly #clock: Clock;
  readonly #times = new Map<string, HandleTimes>();
  readonly #spoken = new Map<string, SpokenWait>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Handle times of earlier calls, oldest first. */
  restore(groupId: string, seconds: number[]): void {
    this.#times.set(groupId, seconds.reduce(noteHandled, noHandleTimes));
  }

  noteHandled(groupId: string, seconds: number): void {
    this.#times.set(groupId, noteHandled(this.#times.get(groupId) ?? noHandleTimes, seconds));
  }

  estimate(state: OrganisationState, callId: string): number | null {
    const call = state.calls.get(callId);
    return call ? estimatedWaitSeconds(state, callId, this.#times.get(call.groupId) ?? noHandleTimes) : null;
  }

  /** What each place in the group's queue takes. */
  secondsPerPlace(state: OrganisationState, groupId: string): number | null {
    return secondsPerPlace(state, groupId, this.#times.get(groupId) ?? noHandleTimes);
  }

  /** Of one who would be queued now. */
  estimateOfNext(state: OrganisationState, groupId: string): number | null {
    return estimatedWaitOfNext(state, groupId, this.#times.get(groupId) ?? noHandleTimes);
  }

  positionPrompts(state: OrganisationState, callId: string, language: Language): PromptId[] {
    const position = waitingPosition(state, callId);
    return position === null ? [] : positionPrompt(language, position);
  }

  /** Silent when there is not enough data, or a phone rings for him already. What is said is remembered: it is a promise. */
  waitPrompts(state: OrganisationState, callId: string, language: Language): PromptId[] {
    const call = state.calls.get(callId);
    const group = call && !call.round && state.groups.get(call.groupId);
    const estimate = this.estimate(state, callId);
    if (estimate === null || !group) return [];
    const staff = staffOf(state, group);
    const at = this.#clock.now();
    const seconds = spokenWait(estimate, staff, this.#spoken.get(callId) ?? null, at);
    this.#spoken.set(callId, { seconds, at, staff });
    return waitPrompt(language, seconds);
  }

  /** Seconds by which the last spoken wait was too short (positive) or too long; null when none was spoken. */
  errorSeconds(callId: string): number | null {
    const last = this.#spoken.get(callId);
    return last ? Math.round((this.#clock.now() - last.at) / 1000 - last.seconds) : null;
  }

  forget(callId: string): void {
    this.#spoken.delete(callId);
  }
}
