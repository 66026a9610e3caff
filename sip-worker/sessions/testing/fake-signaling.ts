/** For tests: SIP without a network. Phones ring until the test answers them, and callers come and go as it says. */
import type { PhoneNumber } from "../../../lib/domain/phone-number.ts";
import type {
  Caller,
  DeviceTarget,
  EndReason,
  IncomingCall,
  Leg,
  OutgoingRing,
  RejectStatus,
  RingAnswer,
  RingRequest,
  RingTarget,
  Signaling,
  TransferRequest,
} from "../../ports/signaling.ts";

export class FakeLeg implements Leg {
  readonly sipCallId = "sip";
  state: "up" | "endedByUs" | "endedByThem" = "up";
  reason: EndReason | null = null;
  /** A key by SIP INFO. */
  press: (key: string) => void = () => {};
  #listener = () => {};
  #transfer: (request: TransferRequest) => void = (request) => request.refuse(603);
  #answerReoffer: (offer: string | null) => string | null = () => null;

  onEnded(listener: () => void): void {
    if (this.state === "endedByThem") listener();
    else this.#listener = listener;
  }

  onReoffer(answer: (offer: string | null) => string | null): void {
    this.#answerReoffer = answer;
  }

  onTransfer(listener: (request: TransferRequest) => void): void {
    this.#transfer = listener;
  }

  /** The party asks for it, blind; what it is told comes into the list. */
  transfer(to: string): string[] {
    const told: string[] = [];
    const note = (what: string) => void told.push(what);
    this.#transfer({
      to,
      replaces: null,
      accept: () => note("202"),
      done: (status) => note(`done ${status}`),
      refuse: (status) => note(`${status}`),
    });
    return told;
  }

  onKey(listener: (key: string) => void): void {
    this.press = listener;
  }

  end(reason: EndReason): void {
    if (this.state !== "up") return;
    this.state = "endedByUs";
    this.reason = reason;
  }

  hangUp(): void {
    if (this.state !== "up") return;
    this.state = "endedByThem";
    this.#listener();
  }

  reoffer(offer: string | null): string | null {
    return this.#answerReoffer(offer);
  }
}

export class FakeRing implements OutgoingRing {
  readonly userId: string;
  readonly request: RingRequest;
  readonly answer: Promise<RingAnswer>;
  leg: FakeLeg | null = null;
  over = false;
  cancelled: EndReason | null = null;
  /** The test says what can be heard before the answer. */
  earlyMedia: (sdp: string) => void = () => {};
  #settle: (answer: RingAnswer) => void = () => {};

  constructor(userId: string, request: RingRequest) {
    this.userId = userId;
    this.request = request;
    this.answer = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  onRinging(): void {}

  onEarlyMedia(listener: (sdp: string) => void): void {
    this.earlyMedia = listener;
  }

  cancel(reason: EndReason): void {
    if (this.over) return;
    this.over = true;
    this.cancelled = reason;
    this.#settle({ answered: false, result: "failed", status: 487 });
  }

  pickUp(sdp = "answer"): FakeLeg | null {
    if (this.over) return null;
    this.over = true;
    this.leg = new FakeLeg();
    this.#settle({ answered: true, leg: this.leg, sdp });
    return this.leg;
  }

  refuse(result: "busy" | "declined" | "unreachable" | "failed"): void {
    if (this.over) return;
    this.over = true;
    this.#settle({ answered: false, result, status: 486 });
  }
}

export class FakeIncoming implements IncomingCall {
  readonly sipCallId = "sip";
  readonly dialled: string;
  readonly caller: Caller;
  readonly phoneAddress = null;
  readonly offer: string | null;
  state: "pending" | "answering" | "answered" | "rejected" | "cancelled" = "pending";
  rejectedWith: RejectStatus | null = null;
  leg: FakeLeg | null = null;
  /** What the ACK of a late offer brings. */
  onAnswer: ((sdp: string) => void) | undefined;
  readonly #slow: boolean;
  #cancelled: (() => void)[] = [];
  #answered: (leg: Leg | null) => void = () => {};

  /** A slow answer waits for `confirm`. */
  constructor(dialled: string, caller: Caller, { offer = "offer", slow = false }: { offer?: string | null; slow?: boolean } = {}) {
    this.dialled = dialled;
    this.caller = caller;
    this.offer = offer;
    this.#slow = slow;
  }

  onCancelled(listener: () => void): void {
    if (this.state === "cancelled") listener();
    else this.#cancelled.push(listener);
  }

  ringing(): void {}

  progressedWith: string | null = null;
  progress(sdp: string): void {
    if (this.state === "pending") this.progressedWith = sdp;
  }

  answer(_sdp: string, onAnswer?: (sdp: string) => void): Promise<Leg | null> {
    if (this.state !== "pending") return Promise.resolve(null);
    this.state = "answering";
    this.onAnswer = onAnswer;
    const answer = new Promise<Leg | null>((resolve) => {
      this.#answered = resolve;
    });
    if (!this.#slow) this.confirm();
    return answer;
  }

  reject(status: RejectStatus): void {
    if (this.state !== "pending") return;
    this.state = "rejected";
    this.rejectedWith = status;
  }

  /** The 200 is out, also where a CANCEL crossed it. */
  confirm(): void {
    if (this.state === "answering") this.state = "answered";
    else if (this.state !== "cancelled") return;
    this.leg = new FakeLeg();
    this.#answered(this.leg);
  }

  /** The CANCEL came before our 200: there is no dialog. */
  refuseAnswer(): void {
    this.#answered(null);
  }

  cancel(): void {
    if (this.state !== "pending" && this.state !== "answering") return;
    this.state = "cancelled";
    for (const listener of this.#cancelled.splice(0)) listener();
  }

  /** Gives up or hangs up, whichever is right by now. */
  leave(): void {
    if (this.leg) this.leg.hangUp();
    else this.cancel();
  }
}

export class FakeSignaling implements Signaling {
  readonly rings: FakeRing[] = [];
  /** Kinds of device per user that can be rung. */
  readonly phones = new Map<string, DeviceTarget["kind"][]>();
  trunkUp = true;
  ringing: (ring: FakeRing) => void = () => {};

  onIncoming(): void {}
  onTargetsChanged(): void {}

  outside(_organisationId: string, { digits }: PhoneNumber): RingTarget | null {
    if (!this.trunkUp) return null;
    return { kind: "outside", uri: `sip:${digits}@outside`, route: "sip:127.0.0.1", outside: { trunkId: "t", number: digits } };
  }

  targets(userId: string): DeviceTarget[] {
    return (this.phones.get(userId) ?? []).map((kind) => ({ kind, uri: `sip:${userId}@${kind}`, route: "sip:127.0.0.1" }));
  }

  ring(request: RingRequest): OutgoingRing {
    const userId = /^sip:(.*)@/.exec(request.target.uri)![1]!;
    const ring = new FakeRing(userId, request);
    this.rings.push(ring);
    this.ringing(ring);
    return ring;
  }
}
