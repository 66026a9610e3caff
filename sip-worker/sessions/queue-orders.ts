/** What the distribution has ordered, carried out on the callers' sessions and the members' phones; and how the phones answer. */
import type { DistributionCommand, LeaveReason } from "../../lib/distribution/events.ts";
import { assertNever } from "../../lib/domain/assert-never.ts";
import type { RingResult } from "../../lib/domain/call.ts";
import type { CallPresentation } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import { dateOf } from "../runtime/clock.ts";
import { audioPlan } from "./audio-plan.ts";
import type { CallLog } from "./call-log.ts";
import { callbackPresentation } from "./callback-attempt.ts";
import type { CallbackOffers } from "./callback-offers.ts";
import type { Callbacks } from "./callbacks.ts";
import type { CallerSession } from "./caller-session.ts";
import type { Destinations } from "./destinations.ts";
import { DeviceRing, type RefusedResult } from "./device-ring.ts";
import type { Forecast } from "./forecast.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import { MemberOffers } from "./member-offers.ts";
import { groupPresentation } from "./presentation.ts";
import type { AudioPlan } from "./waiting-audio.ts";

interface Needs {
  destinations: Destinations;
  forecast: Forecast;
  sessions: ReadonlyMap<string, CallerSession>;
  callbacks: Callbacks;
  offers: CallbackOffers;
  loggedOutByMisses(userId: string, groupId: string): void;
}

export class QueueOrders {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #needs: Needs;
  readonly #offers: MemberOffers;
  /** Members in a call of the queue or in its wrap-up. */
  readonly #handling = new Map<string, { record: CallLog; since: number; wrapUpSince: number | null }>();

  constructor(parts: OrganisationParts, house: House, needs: Needs) {
    this.#parts = parts;
    this.#house = house;
    this.#needs = needs;
    this.#offers = new MemberOffers((plan, listener) => new DeviceRing(parts, plan, listener), {
      answered: (callId, agentId) => house.post({ type: "agentAnswered", callId, agentId }),
      refused: (callId, agentId, result) => this.#onRefused(callId, agentId, result),
    });
  }

  carryOut(command: DistributionCommand): void {
    switch (command.type) {
      case "queued":
        this.#onQueued(command.callId, command.groupId);
        return;
      case "ring":
        this.#ring(command.callId, command.agentId, command.groupId);
        return;
      case "stopRinging":
        this.#stopRinging(command.callId, command.agentId, command.result);
        return;
      case "connect":
        this.#connect(command.callId, command.agentId);
        return;
      case "leave":
        this.#leave(command.callId, command.groupId, command.reason);
        return;
      case "logOut":
        this.#needs.loggedOutByMisses(command.agentId, command.groupId);
        return;
      case "wrapUpEnded":
        this.noteHandled(command.agentId);
        return;
      default:
        assertNever(command);
    }
  }

  stopAll(): void {
    this.#offers.stopAll();
  }

  /** He answered when the call was no longer his. */
  endLateAnswer(callId: string, agentId: string): void {
    this.#offers.stop(callId, agentId, "answeredElsewhere");
  }

  noteRingEnd(callId: string, agentId: string, result: RingResult): void {
    this.#recordOf(callId)?.event("ringEnded", agentId, { result });
  }

  /** No phone rings for the caller any more: he hears music again. */
  hearRinging(callId: string): void {
    if (!this.#house.state.calls.get(callId)?.round) this.#needs.sessions.get(callId)?.setRinging(false);
  }

  /** Talk and wrap-up together are the handle time that estimates are made from. */
  noteHandled(agentId: string): void {
    const handled = this.#handling.get(agentId);
    this.#handling.delete(agentId);
    if (!handled) return;
    const { record, since, wrapUpSince } = handled;
    const now = this.#parts.clock.now();
    this.#needs.forecast.noteHandled(record.start.groupId ?? "", (now - since) / 1000);
    if (wrapUpSince !== null) record.wrappedUp((now - wrapUpSince) / 1000);
  }

  /** The distribution does not know any more who was deleted in the middle of his conversation: his handle time ends with it. */
  noteTalkOfFormer(record: CallLog): void {
    for (const [agentId, handled] of this.#handling) {
      if (handled.record === record && !this.#house.state.agents.has(agentId)) this.noteHandled(agentId);
    }
  }

  /** He met a voicemail: there was no conversation to handle. */
  forgetTalk(agentId: string): void {
    this.#handling.delete(agentId);
  }

  /** The call that he talks in, or has talked in and wraps up. */
  handledRecordId(agentId: string): string | null {
    return this.#handling.get(agentId)?.record.id ?? null;
  }

  noteWrapUp(agentId: string): void {
    const handled = this.#handling.get(agentId);
    if (handled) handled.wrapUpSince ??= this.#parts.clock.now();
  }

  planOf(session: CallerSession, group: ConfiguredGroup): AudioPlan {
    const { announcePosition, announceWait } = group.announcements;
    const { language } = group.general;
    const { forecast, callbacks, offers } = this.#needs;
    const house = this.#house;
    return audioPlan(house.configuration, group, this.#parts.library, {
      greeting: callbacks.holds(session.id) ? ["callback.exists"] : [],
      standing: () => [
        ...(announcePosition ? forecast.positionPrompts(house.state, session.id, language) : []),
        ...(announceWait ? forecast.waitPrompts(house.state, session.id, language) : []),
      ],
      offer: offers.offerTo(session, group),
    });
  }

  #onQueued(callId: string, groupId: string): void {
    const session = this.#needs.sessions.get(callId);
    const group = this.#house.group(groupId);
    if (!session || !group) return;
    const { arrivedAt } = this.#house.state.calls.get(callId) ?? session;
    session.record.queued(dateOf(this.#parts.clock, arrivedAt));
    session.wait(this.planOf(session, group));
  }

  #ring(callId: string, agentId: string, groupId: string): void {
    if (this.#needs.callbacks.postpone(callId)) return;
    const record = this.#recordOf(callId);
    const group = this.#house.group(groupId);
    if (!record || !group) return;
    record.event("ringing", agentId);
    this.#needs.sessions.get(callId)?.setRinging(true);
    const kinds = new Set(group.members.devices);
    const targets = this.#parts.signaling.targets(agentId).filter((target) => kinds.has(target.kind));
    const bill = { callId: record.id, billingAccountId: group.general.billingAccountId };
    this.#offers.ring(callId, agentId, { targets, from: this.#presentationOf(callId, group), bill });
  }

  /** Of the caller's stay, or of the attempt to call somebody back. */
  #recordOf(callId: string): CallLog | undefined {
    const { sessions, callbacks } = this.#needs;
    return callbacks.recordOf(callId) ?? sessions.get(callId)?.record;
  }

  #presentationOf(callId: string, group: ConfiguredGroup): CallPresentation {
    const { sessions, callbacks } = this.#needs;
    const callback = callbacks.get(callId);
    if (callback) return callbackPresentation(this.#house.configuration, group, callback.request.number);
    return groupPresentation(this.#house.configuration, group, sessions.get(callId)?.record.start.callerNumber ?? null);
  }

  #stopRinging(callId: string, agentId: string, result: RingResult): void {
    this.#offers.stop(callId, agentId, result);
    this.noteRingEnd(callId, agentId, result);
    this.hearRinging(callId);
  }

  #onRefused(callId: string, agentId: string, result: RefusedResult): void {
    this.#offers.forget(callId, agentId);
    this.#house.post({ type: "agentRefused", callId, agentId, result });
  }

  #connect(callId: string, agentId: string): void {
    const { sessions, callbacks, forecast } = this.#needs;
    const session = sessions.get(callId);
    const callback = callbacks.get(callId);
    const device = this.#offers.takeAnswered(callId, agentId);
    if (device && callback) callbacks.connect(callback, agentId, device);
    else if (device && session) {
      callbacks.release(callId, true);
      session.connect(device, agentId, forecast.errorSeconds(callId));
      this.noteTalk(agentId, session.record);
    } else {
      // The caller went while the answer was on its way: the member is freed at once.
      device?.leg.end("callerLeft");
      if (device) inBackground(this.#parts.log, "close a media leg", device.media.close());
      this.noteRingEnd(callId, agentId, "callerLeft");
      this.#house.post({ type: "talkEnded", callId, agentId });
    }
  }

  /** His handle time begins. */
  noteTalk(agentId: string, record: CallLog): void {
    this.#handling.set(agentId, { record, since: this.#parts.clock.now(), wrapUpSince: null });
  }

  #leave(callId: string, groupId: string, reason: LeaveReason): void {
    const session = this.#needs.sessions.get(callId);
    if (session) this.#needs.destinations.leaveQueue(session, groupId, reason);
    else this.#needs.callbacks.groupGone(callId);
  }
}
