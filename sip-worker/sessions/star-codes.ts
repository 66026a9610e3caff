/**
 * Star codes: a member without a browser changes his own state by dialling, and hears what came of it. Whose state is changed is decided by
 * the credentials of the call, as for his other calls. It is no call to anybody, so there is no record of it.
 *
 * Nobody rings him while he listens: the line counts as his own call.
 */
import { randomUUID } from "node:crypto";
import { runningWrapUp } from "../../lib/distribution/state.ts";
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { ConfiguredUser } from "../../lib/domain/configuration.ts";
import type { PromptId } from "../../lib/domain/prompts.ts";
import { type StarAction, starAction } from "../../lib/domain/star-codes.ts";
import type { IncomingCall } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { House, OrganisationParts } from "./house.ts";
import type { MemberStates } from "./member-states.ts";
import { openCallerMedia } from "./phone-media.ts";
import { spokenState } from "./spoken-state.ts";
import { StarCodeCall } from "./star-code-call.ts";

export class StarCodes {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #members: MemberStates;
  readonly #calls = new Set<StarCodeCall>();

  constructor(parts: OrganisationParts, house: House, members: MemberStates) {
    this.#parts = parts;
    this.#house = house;
    this.#members = members;
  }

  get count(): number {
    return this.#calls.size;
  }

  closeAll(): void {
    for (const call of [...this.#calls]) call.close("shutdown");
  }

  async receive(incoming: IncomingCall, caller: ConfiguredUser): Promise<void> {
    let cancelled = false;
    incoming.onCancelled(() => {
      cancelled = true;
    });
    const opened = await openCallerMedia(this.#parts, incoming, randomUUID());
    if (opened.ok && !cancelled) return this.#begin(incoming, caller, opened.leg, opened.sdp);
    if (opened.leg) inBackground(this.#parts.log, "close a media leg", opened.leg.close());
    if (!opened.ok) incoming.reject(opened.status, opened.headers);
  }

  #begin(incoming: IncomingCall, caller: ConfiguredUser, media: StarCodeCall["media"], sdp: string): void {
    const action = starAction(incoming.dialled);
    const release = action ? this.#house.holdLine(caller.id) : () => {};
    const prompt = action ? this.#carryOut(caller.id, action) : "agent.unknownCode";
    const { configuration } = this.#house;
    const audio = this.#parts.library.prompt(configuration, configuration.language, prompt);
    const call = new StarCodeCall(this.#parts.log, { incoming, media, sdp, audio }, () => {
      this.#calls.delete(call);
      release();
      this.#parts.changed();
    });
    this.#calls.add(call);
    if (action) call.tell();
    else call.refuse();
    this.#parts.changed();
  }

  /** What he hears of it. */
  #carryOut(userId: string, action: StarAction): PromptId {
    const done = () => action !== "tellState" && this.#members.act(userId, { action }).ok;
    switch (action) {
      case "logIn":
        return done() ? "agent.loggedIn" : "agent.notMember";
      case "logOut":
        return done() ? "agent.loggedOut" : "agent.notMember";
      case "pause":
        return done() ? "agent.paused" : "agent.notMember";
      case "resume":
        return done() ? "agent.resumed" : "agent.notMember";
      case "extendWrapUp":
        if (!this.#isInWrapUp(userId)) return "agent.noWrapUp";
        return done() ? "agent.wrapUpExtended" : spokenState(this.#house, userId);
      case "finishWrapUp":
        if (!this.#isInWrapUp(userId)) return "agent.noWrapUp";
        return done() ? "agent.wrapUpFinished" : "agent.noWrapUp";
      case "tellState":
        return spokenState(this.#house, userId);
      default:
        return assertNever(action);
    }
  }

  #isInWrapUp(userId: string): boolean {
    const agent = this.#house.state.agents.get(userId);
    return agent !== undefined && runningWrapUp(agent.activity) !== null;
  }
}
