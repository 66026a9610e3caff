/**
 * Members' ordinary calls: to a colleague's extension, and out by the organisation's trunk to the classes of numbers that it allows.
 * What may be called is decided on the number as it was understood, and that number is what is dialled.
 */
import type { CallDirection, CallReason } from "../../lib/domain/call.ts";
import type { ConfiguredUser } from "../../lib/domain/configuration.ts";
import { mayCall, type PhoneNumber, readNumber } from "../../lib/domain/phone-number.ts";
import type { MediaLeg } from "../ports/media.ts";
import type { CallPresentation, IncomingCall, RejectStatus, RingTarget } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import { CallLog } from "./call-log.ts";
import type { House, OrganisationParts } from "./house.ts";
import { openCallerMedia } from "./phone-media.ts";
import { colleaguePresentation, ownCallPresentation, presentingGroup } from "./presentation.ts";
import { TwoPartyCall } from "./two-party-call.ts";

export interface Way {
  targets: RingTarget[];
  from: CallPresentation;
  calleeId: string | null;
  billingAccountId: string | null;
}
type Refusal = { status: RejectStatus; reason: CallReason; headers?: Record<string, string> };

export class OwnCalls {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #calls = new Set<TwoPartyCall>();

  constructor(parts: OrganisationParts, house: House) {
    this.#parts = parts;
    this.#house = house;
  }

  get count(): number {
    return this.#calls.size;
  }

  /** The member's call to whom he wants to transfer, by the Call-ID that his phone knows it by. */
  find(sipCallId: string): TwoPartyCall | undefined {
    return [...this.#calls].find((call) => call.sipCallId === sipCallId);
  }

  closeAll(): void {
    for (const call of [...this.#calls]) call.close("workerStopped", "shutdown");
  }

  async receive(incoming: IncomingCall, caller: ConfiguredUser): Promise<void> {
    const { log } = this.#parts;
    const internal = this.#isExtension(incoming.dialled);
    const way = this.way(caller, incoming.dialled);
    if ("status" in way && way.status === 404) return incoming.reject(404);
    const record = this.#record(incoming, caller, internal ? "internal" : "outgoing");
    if ("status" in way) return this.#refuse(incoming, record, way);
    let cancelled = false;
    incoming.onCancelled(() => {
      cancelled = true;
    });
    const opened = await openCallerMedia(this.#parts, incoming, record.id);
    // He may have been rung while the port was being found.
    const taken = way.calleeId !== null && this.#house.isOnCall(way.calleeId);
    if (opened.ok && !cancelled && !taken) return this.#start(incoming, record, way, opened);
    if (opened.leg) inBackground(log, "close a media leg", opened.leg.close());
    if (cancelled) record.end("abandoned", "callerHungUp", "caller");
    else this.#refuse(incoming, record, opened.ok ? busy : opened);
  }

  /** Where a number leads, if the member may call it. For transfers. */
  way(caller: ConfiguredUser, written: string): Way | Refusal {
    const colleague = this.#house.configuration.users.find((user) => user.extension === written);
    const number = colleague ? null : readNumber(written);
    if (colleague) return this.#toColleague(caller, colleague);
    if (!number || number.class === "extension" || number.class === "test") return { status: 404, reason: "unreachable" };
    return this.#outside(caller, number);
  }

  #isExtension(dialled: string): boolean {
    return this.#house.configuration.users.some((user) => user.extension === dialled);
  }

  #start(incoming: IncomingCall, record: CallLog, way: Way, opened: { leg: MediaLeg; sdp: string }): void {
    const { targets, from, calleeId, billingAccountId } = way;
    const parties = [...(incoming.caller.kind === "user" ? [incoming.caller.userId] : []), ...(calleeId ? [calleeId] : [])];
    const releases = parties.map((userId) => this.#house.holdLine(userId));
    const call = new TwoPartyCall(this.#parts, {
      incoming,
      record,
      media: opened.leg,
      answerSdp: opened.sdp,
      plan: { targets, from, name: `${record.id}:callee`, bill: { callId: record.id, billingAccountId } },
      calleeId,
      finished: () => {
        this.#calls.delete(call);
        for (const release of releases) release();
        this.#parts.changed();
      },
    });
    this.#calls.add(call);
    call.ring();
  }

  #toColleague(caller: ConfiguredUser, colleague: ConfiguredUser): Way | Refusal {
    if (this.#house.isOnCall(colleague.id)) return busy;
    const targets = this.#parts.signaling.targets(colleague.id);
    if (targets.length === 0) return { status: 480, reason: "unreachable" };
    const group = presentingGroup(this.#house.configuration, caller.id);
    const outside = ownCallPresentation(this.#house.configuration, group);
    return {
      targets,
      from: { ...colleaguePresentation(caller), outsideNumber: outside.outsideNumber, ownNumber: outside.ownNumber },
      calleeId: colleague.id,
      billingAccountId: group?.general.billingAccountId ?? null,
    };
  }

  #outside(caller: ConfiguredUser, number: PhoneNumber): Way | Refusal {
    const { configuration } = this.#house;
    if (!mayCall(configuration.allowedNumberClasses, number)) return { status: 403, reason: "numberBarred" };
    const target = this.#parts.signaling.outside(configuration.organisationId, number);
    if (!target) return noTrunk(number);
    const group = presentingGroup(configuration, caller.id);
    const billingAccountId = group?.general.billingAccountId ?? null;
    return { targets: [target], from: ownCallPresentation(configuration, group), calleeId: null, billingAccountId };
  }

  #refuse(incoming: IncomingCall, record: CallLog, { status, reason, headers }: Refusal): void {
    incoming.reject(status, headers);
    record.end("failed", reason, "service");
  }

  #record(incoming: IncomingCall, caller: ConfiguredUser, direction: CallDirection): CallLog {
    return new CallLog(this.#parts.records, this.#parts.clock, {
      organisationId: this.#house.configuration.organisationId,
      groupId: null,
      groupName: "",
      dialledNumber: incoming.dialled,
      callerNumber: caller.extension,
      callerName: caller.name,
      direction,
      sipCallId: incoming.sipCallId,
    });
  }
}

const busy: Refusal = { status: 486, reason: "busy" };

/** Whoever dials 112 must know at once that this phone cannot help him. */
const noTrunk = (number: PhoneNumber): Refusal =>
  number.class === "emergency"
    ? { status: 503, reason: "noTrunk", headers: { Warning: '399 jono "Emergency calls are not possible from here. Use a mobile phone."' } }
    : { status: 503, reason: "noTrunk", headers: { "Retry-After": "10" } };
