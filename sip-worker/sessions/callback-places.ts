/**
 * The places of callback requests in the queue: taken, given back, or left while a phone rings for them still. A worker that drains puts
 * none into the queue any more: they stay where they are stored, for the next.
 */
import type { Instant } from "../../lib/distribution/state.ts";
import type { CallReason } from "../../lib/domain/call.ts";
import type { CallLog } from "./call-log.ts";
import { userWithExtension } from "./callback-number.ts";
import type { House } from "./house.ts";
import type { OpenCallback } from "./open-callback.ts";

export class CallbackPlaces {
  readonly #house: House;
  /** Until the distribution has let go of them. */
  readonly #left = new Map<string, { record: CallLog | null; reason: CallReason }>();
  #closed = false;

  constructor(house: House) {
    this.#house = house;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
  }

  /** In its place, from the instant on. */
  wait({ request: { id, groupId, number }, arrivedAt }: OpenCallback, notBefore: Instant): void {
    const customerId = this.#customerId(number);
    if (!this.#closed) this.#house.post({ type: "callbackRestored", callbackId: id, groupId, arrivedAt, notBefore, customerId });
  }

  /** The place of the caller who asked for it. */
  takeFrom(callId: string, { request: { id, number } }: OpenCallback): void {
    if (this.#closed) this.#house.post({ type: "callerLeft", callId });
    else this.#house.post({ type: "callbackRequested", callId, callbackId: id, customerId: this.#customerId(number) });
  }

  /** Back from a member who did not reach the customer; null: never again. */
  back({ request: { id, groupId, number }, arrivedAt }: OpenCallback, agentId: string, notBefore: Instant | null): void {
    const from = this.#closed ? null : notBefore;
    const customerId = this.#customerId(number);
    this.#house.post({ type: "callbackUnreached", callbackId: id, agentId, groupId, arrivedAt, notBefore: from, customerId });
  }

  #customerId(number: string): string | undefined {
    return userWithExtension(this.#house.configuration, number)?.id;
  }

  leave(open: OpenCallback, reason: CallReason): void {
    const { id } = open.request;
    this.#left.set(id, { record: open.record, reason });
    open.record = null;
    this.#house.post({ type: "callbackWithdrawn", callbackId: id });
  }

  /** An answer that is on its way is too late. */
  hasLeft(callbackId: string): boolean {
    return this.#left.has(callbackId);
  }

  /** Of the ring that is about to end. */
  leftRecord(callbackId: string): CallLog | undefined {
    return this.#left.get(callbackId)?.record ?? undefined;
  }

  /** The distribution has let go of it: no phone rings for it any more. */
  released(callbackId: string): void {
    const left = this.#left.get(callbackId);
    this.#left.delete(callbackId);
    left?.record?.end("failed", left.reason, "service");
  }
}
