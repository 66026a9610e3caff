/** The phones that ring for the queue at this moment: at most one offer a member, as decided. */
import type { RingResult } from "../../lib/domain/call.ts";
import type { EndReason } from "../ports/signaling.ts";
import type { AnsweredDevice, DeviceRing, DeviceRingListener, RefusedResult, RingPlan } from "./device-ring.ts";

export interface MemberOffer {
  callId: string;
  agentId: string;
  ring: DeviceRing;
  answered: AnsweredDevice | null;
}

export interface OfferListener {
  answered(callId: string, agentId: string): void;
  refused(callId: string, agentId: string, result: RefusedResult): void;
}

type StartRing = (plan: RingPlan, listener: DeviceRingListener) => DeviceRing;

const endReasons: Record<RingResult, EndReason> = {
  answered: "normal",
  timeout: "timeout",
  busy: "normal",
  declined: "normal",
  unreachable: "normal",
  failed: "error",
  callerLeft: "callerLeft",
  answeredElsewhere: "answeredElsewhere",
  queueLeft: "normal",
};

export class MemberOffers {
  readonly #offers = new Map<string, MemberOffer>();
  readonly #start: StartRing;
  readonly #listener: OfferListener;

  constructor(start: StartRing, listener: OfferListener) {
    this.#start = start;
    this.#listener = listener;
  }

  ring(callId: string, agentId: string, plan: Omit<RingPlan, "name">): void {
    const offer: Omit<MemberOffer, "ring"> & { ring?: DeviceRing } = { callId, agentId, answered: null };
    this.#offers.set(agentId, offer as MemberOffer);
    // A ring without targets ends while it is being made: the offer must be known by then.
    offer.ring = this.#start(
      { ...plan, name: `${callId}:${agentId}` },
      {
        answered: (device) => {
          offer.answered = device;
          this.#listener.answered(callId, agentId);
        },
        refused: (result) => this.#listener.refused(callId, agentId, result),
      },
    );
  }

  /** Ends the offer of this call; whoever answers too late is told that the call was completed elsewhere. */
  stop(callId: string, agentId: string, result: RingResult): void {
    const offer = this.#take(callId, agentId);
    if (!offer) return;
    offer.ring.cancel(endReasons[result]);
    offer.answered?.leg.end(endReasons[result]);
    void offer.answered?.media.close();
  }

  /** The device that answered, for connecting; the offer is over. */
  takeAnswered(callId: string, agentId: string): AnsweredDevice | null {
    return this.#take(callId, agentId)?.answered ?? null;
  }

  forget(callId: string, agentId: string): void {
    this.#take(callId, agentId);
  }

  stopAll(): void {
    for (const { callId, agentId } of [...this.#offers.values()]) this.stop(callId, agentId, "failed");
  }

  #take(callId: string, agentId: string): MemberOffer | null {
    const offer = this.#offers.get(agentId);
    if (offer?.callId !== callId) return null;
    this.#offers.delete(agentId);
    return offer;
  }
}
