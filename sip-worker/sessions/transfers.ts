/**
 * A member passes his caller on (REFER): blind, to a colleague, a group or a number outside that may be called; or attended, to whom he
 * is talking to on his other line (Replaces). The call's record goes on; the member is free from then on.
 */
import { readNumber } from "../../lib/domain/phone-number.ts";
import type { TransferRequest } from "../ports/signaling.ts";
import type { CallLog } from "./call-log.ts";
import type { CallerSession } from "./caller-session.ts";
import { DeviceRing, type RefusedResult } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import type { OwnCalls, Way } from "./own-calls.ts";
import { groupPresentation } from "./presentation.ts";

const ringSeconds = 30;

/** A conversation that its member may pass on: a caller's, or one in which a customer was called back. */
export interface PassableTalk {
  readonly id: string;
  readonly memberId: string | null;
  readonly record: CallLog;
  /** Both talk; false while another is rung for the party already. */
  readonly canBePassedOn: boolean;
  /** Who is shown to whom he is passed on to. */
  readonly partyNumber: string | null;
  /** False: there is nobody to be passed on from. */
  beginTransfer(): boolean;
  /** False when the member has gone. */
  resumeTalk(): boolean;
  /** From here on the party is a caller like any other. */
  asCaller(): CallerSession;
  onFinished(listener: () => void): void;
}

export class Transfers {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #ownCalls: OwnCalls;
  /** The lines of those who have taken calls over: each is free again by its function. */
  readonly #lines = new Map<CallerSession, () => void>();

  constructor(parts: OrganisationParts, house: House, ownCalls: OwnCalls) {
    this.#parts = parts;
    this.#house = house;
    this.#ownCalls = ownCalls;
  }

  /** Whoever talked with this caller does so no longer. */
  talkEnded(session: CallerSession): void {
    this.#lines.get(session)?.();
    this.#lines.delete(session);
  }

  request(talk: PassableTalk, request: TransferRequest): void {
    const member = talk.memberId === null ? undefined : this.#house.user(talk.memberId);
    const group = this.#house.group(talk.record.start.groupId ?? "");
    if (!member || !group || !talk.canBePassedOn) {
      request.refuse(603);
      return;
    }
    if (request.replaces !== null) {
      this.#attended(talk, member.id, request);
      return;
    }
    const digits = readNumber(request.to)?.digits ?? request.to;
    const queue = this.#groupOf(digits);
    if (queue) {
      this.#toQueue(talk, queue, request);
      return;
    }
    const way = this.#ownCalls.way(member, digits);
    if ("status" in way) request.refuse(way.status === 403 ? 403 : 603);
    else this.#blind(talk, group, way, digits, request);
  }

  #groupOf(digits: string): ConfiguredGroup | undefined {
    const { numbers, groups } = this.#house.configuration;
    const id = numbers.find((number) => number.digits === digits)?.id;
    return groups.find((group) => group.general.numberId === id);
  }

  /** The call that is to be replaced must be the member's own. */
  #attended(talk: PassableTalk, memberId: string, request: TransferRequest): void {
    const call = this.#ownCalls.find(request.replaces ?? "");
    if (call?.callerId !== memberId || !call.canHandOver) {
      request.refuse(603);
      return;
    }
    request.accept();
    const { calleeId } = call;
    const release = this.#hold(calleeId);
    const device = call.handOver();
    if (!device) {
      release();
      request.done(480);
      return;
    }
    request.done(200);
    const caller = talk.asCaller();
    caller.passOn(device, calleeId, request.to);
    this.#keepBusy(caller, release);
  }

  #toQueue(talk: PassableTalk, group: ConfiguredGroup, request: TransferRequest): void {
    request.accept();
    request.done(200);
    const caller = talk.asCaller();
    caller.leaveMember(request.to);
    caller.record.end("answered", "memberHungUp", "member");
    if (caller.stage !== "finished") this.#house.move(caller, group);
  }

  #blind(talk: PassableTalk, group: ConfiguredGroup, way: Way, digits: string, request: TransferRequest): void {
    if (!talk.beginTransfer()) {
      request.refuse(603);
      return;
    }
    request.accept();
    const release = this.#hold(way.calleeId);
    const ended = (result: RefusedResult | "timeout") => {
      queueMicrotask(() => clearTimeout(timer));
      release();
      request.done(statuses[result]);
      if (!talk.resumeTalk()) talk.asCaller().announceAndClose(this.#apology(group), "answered", "unreachable");
    };
    const ring = new DeviceRing(
      this.#parts,
      {
        targets: way.targets,
        from: groupPresentation(this.#house.configuration, group, talk.partyNumber),
        name: `${talk.id}:transfer`,
        bill: { callId: talk.id, billingAccountId: group.general.billingAccountId },
      },
      {
        answered: (device) => {
          clearTimeout(timer);
          request.done(200);
          const caller = talk.asCaller();
          caller.passOn(device, way.calleeId, digits);
          this.#keepBusy(caller, release);
        },
        refused: ended,
      },
    );
    const timer = setTimeout(() => {
      ring.cancel("timeout");
      ended("timeout");
    }, ringSeconds * 1000);
    talk.onFinished(() => {
      clearTimeout(timer);
      ring.cancel("callerLeft");
      release();
    });
  }

  /** No queue rings him from the first ring on; null: somebody outside. */
  #hold(userId: string | null): () => void {
    return userId === null ? () => {} : this.#house.holdLine(userId);
  }

  /** Whoever took the call over is busy as long as he talks. */
  #keepBusy(session: CallerSession, release: () => void): void {
    if (session.isTalking) this.#lines.set(session, release);
    else release();
  }

  #apology(group: ConfiguredGroup) {
    return this.#parts.library.prompt(this.#house.configuration, group.general.language, "group.noAgents");
  }
}

const statuses = { busy: 486, declined: 603, unreachable: 480, failed: 480, timeout: 480 } as const;
