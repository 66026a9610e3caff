/**
 * Star codes: a member without a browser changes his own state by dialling, and hears what came of it. Whose state is changed is decided by
 * the credentials of the call, as for his other calls. It is no call to anybody, so there is no record of it.
 *
 * Nobody rings him while he listens: the line counts as his own call. In wrap-up nobody would, and an own call would end it; there only
 * the end of the wrap-up waits until he has hung up.
 */
import { randomUUID } from "node:crypto";
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

/** What is said, and what happens when he has hung up. */
interface Reply {
  prompt: PromptId;
  afterwards?: () => void;
}

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
    const holds = action !== null && this.#activity(caller.id) !== "wrapUp";
    if (holds) this.#house.setOwnCall(caller.id, true);
    const reply: Reply = action ? this.#carryOut(caller.id, action) : { prompt: "agent.unknownCode" };
    const { configuration } = this.#house;
    const audio = this.#parts.library.prompt(configuration, configuration.language, reply.prompt);
    const call = new StarCodeCall(this.#parts.log, { incoming, media, sdp, audio }, () => {
      this.#calls.delete(call);
      reply.afterwards?.();
      if (holds) this.#house.setOwnCall(caller.id, false);
      this.#parts.changed();
    });
    this.#calls.add(call);
    if (action) call.tell();
    else call.refuse();
    this.#parts.changed();
  }

  #carryOut(userId: string, action: StarAction): Reply {
    switch (action) {
      case "logIn":
        return { prompt: this.#members.act(userId, { action }).ok ? "agent.loggedIn" : "agent.notMember" };
      case "logOut":
        return { prompt: this.#members.act(userId, { action }).ok ? "agent.loggedOut" : "agent.notMember" };
      case "pause":
        return { prompt: this.#members.act(userId, { action }).ok ? "agent.paused" : "agent.notMember" };
      case "resume":
        return { prompt: this.#members.act(userId, { action }).ok ? "agent.resumed" : "agent.notMember" };
      case "extendWrapUp":
        return this.#inWrapUp(userId, () => ({
          prompt: this.#members.act(userId, { action }).ok ? "agent.wrapUpExtended" : spokenState(this.#house, userId),
        }));
      case "finishWrapUp":
        return this.#inWrapUp(userId, () => ({
          prompt: "agent.wrapUpFinished",
          afterwards: () => void this.#members.act(userId, { action: "finishWrapUp" }),
        }));
      case "tellState":
        return { prompt: spokenState(this.#house, userId) };
      default:
        return assertNever(action);
    }
  }

  #inWrapUp(userId: string, reply: () => Reply): Reply {
    return this.#activity(userId) === "wrapUp" ? reply() : { prompt: "agent.noWrapUp" };
  }

  #activity(userId: string) {
    return this.#house.state.agents.get(userId)?.activity.kind;
  }
}
