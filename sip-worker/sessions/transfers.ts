/**
 * A member passes his caller on (REFER): blind, to a colleague, a group or a number outside that may be called; or attended, to whom he
 * is talking to on his other line (Replaces). The call's record goes on; the member is free from then on.
 */
import { readNumber } from "../../lib/domain/phone-number.ts";
import type { TransferRequest } from "../ports/signaling.ts";
import type { CallerSession } from "./caller-session.ts";
import { DeviceRing, type RefusedResult } from "./device-ring.ts";
import type { ConfiguredGroup, House, OrganisationParts } from "./house.ts";
import type { OwnCalls, Way } from "./own-calls.ts";
import { groupPresentation } from "./presentation.ts";

const ringSeconds = 30;

export class Transfers {
  readonly #parts: OrganisationParts;
  readonly #house: House;
  readonly #ownCalls: OwnCalls;

  constructor(parts: OrganisationParts, house: House, ownCalls: OwnCalls) {
    this.#parts = parts;
    this.#house = house;
    this.#ownCalls = ownCalls;
  }

  request(session: CallerSession, request: TransferRequest): void {
    const member = session.memberId === null ? undefined : this.#house.user(session.memberId);
    const group = this.#house.group(session.record.start.groupId ?? "");
    if (!member || !group || session.stage !== "talking") {
      request.refuse(603);
      return;
    }
    if (request.replaces !== null) {
      this.#attended(session, member.id, request);
      return;
    }
    const digits = readNumber(request.to)?.digits ?? request.to;
    const queue = this.#groupOf(digits);
    if (queue) {
      this.#toQueue(session, queue, request);
      return;
    }
    const way = this.#ownCalls.way(member, digits);
    if ("status" in way) request.refuse(way.status === 403 ? 403 : 603);
    else this.#blind(session, group, way, digits, request);
  }

  #groupOf(digits: string): ConfiguredGroup | undefined {
    const { numbers, groups } = this.#house.configuration;
    const id = numbers.find((number) => number.digits === digits)?.id;
    return groups.find((group) => group.general.numberId === id);
  }

  /** The call that is to be replaced must be the member's own. */
  #attended(session: CallerSession, memberId: string, request: TransferRequest): void {
    const call = this.#ownCalls.find(request.replaces ?? "");
    if (call?.callerId !== memberId || !call.canHandOver) {
      request.refuse(603);
      return;
    }
    request.accept();
    const { calleeId } = call;
    const device = call.handOver();
    if (!device) {
      request.done(480);
      return;
    }
    request.done(200);
    session.passOn(device, calleeId, request.to);
    this.#keepBusy(session, calleeId);
  }

  #toQueue(session: CallerSession, group: ConfiguredGroup, request: TransferRequest): void {
    request.accept();
    request.done(200);
    session.leaveMember(request.to);
    session.record.end("answered", "memberHungUp", "member");
    this.#house.move(session, group);
  }

  #blind(session: CallerSession, group: ConfiguredGroup, way: Way, digits: string, request: TransferRequest): void {
    if (!session.beginTransfer()) {
      request.refuse(603);
      return;
    }
    request.accept();
    const ended = (result: RefusedResult | "timeout") => {
      queueMicrotask(() => clearTimeout(timer));
      request.done(statuses[result]);
      if (!session.resumeTalk()) session.announceAndClose(this.#apology(group), "answered", "unreachable");
    };
    const ring = new DeviceRing(
      this.#parts,
      {
        targets: way.targets,
        from: groupPresentation(this.#house.configuration, group, session.record.start.callerNumber),
        name: `${session.id}:transfer`,
        bill: { callId: session.id, billingAccountId: group.general.billingAccountId },
      },
      {
        answered: (device) => {
          clearTimeout(timer);
          request.done(200);
          session.passOn(device, way.calleeId, digits);
          this.#keepBusy(session, way.calleeId);
        },
        refused: ended,
      },
    );
    const timer = setTimeout(() => {
      ring.cancel("timeout");
      ended("timeout");
    }, ringSeconds * 1000);
    session.onFinished(() => {
      clearTimeout(timer);
      ring.cancel("callerLeft");
    });
  }

  /** Whoever took the call over is busy until it ends. */
  #keepBusy(session: CallerSession, userId: string | null): void {
    if (userId === null) return;
    this.#house.setOwnCall(userId, true);
    session.onFinished(() => this.#house.setOwnCall(userId, false));
  }

  #apology(group: ConfiguredGroup) {
    return this.#parts.library.prompt(this.#house.configuration, group.general.language, "group.noAgents");
  }
}

const statuses = { busy: 486, declined: 603, unreachable: 480, failed: 480, timeout: 480 } as const;
