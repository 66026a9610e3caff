/** For tests: a media engine that only notes what each leg hears. Legs open at once, or when the test lets them. */
import type {
  AudioKey,
  LegStatistics,
  MediaEngine,
  MediaLeg,
  MediaLegEvent,
  PlayItem,
  PlayOptions,
  Recording,
  RecordingEnd,
  RecordingLimits,
  SdpAccepted,
  SdpResult,
} from "../../ports/media.ts";

class FakeRecording implements Recording {
  readonly ended: Promise<RecordingEnd>;
  over = false;
  readonly limits: RecordingLimits;
  /** What the party still says until the recording is over: told a moment after it was stopped, as the media thread does. */
  unsaid: string | null = null;
  readonly #told: (alaw: Uint8Array) => void;
  #settle: (end: RecordingEnd) => void = () => {};

  constructor(limits: RecordingLimits, told: (alaw: Uint8Array) => void) {
    this.limits = limits;
    this.#told = told;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  says(words: string): void {
    this.#told(new TextEncoder().encode(words));
  }

  stop(): void {
    this.end("stopped");
  }

  end(end: RecordingEnd): void {
    if (this.over) return;
    this.over = true;
    queueMicrotask(() => {
      if (this.unsaid !== null) this.says(this.unsaid);
      this.#settle(end);
    });
  }
}

export class FakeMediaLeg implements MediaLeg {
  readonly id: string;
  open = true;
  hears = "silence";
  readonly #engine: FakeMedia;
  #listener: (event: MediaLegEvent) => void = () => {};
  /** The one that goes on. */
  recording: FakeRecording | null = null;
  #plays = 0;
  #looped = false;

  constructor(engine: FakeMedia, id: string) {
    this.#engine = engine;
    this.id = id;
  }

  offer = () => "our offer";
  answer(offer: string): SdpResult {
    if (offer === "malformed") return { ok: false, refusal: "malformed" };
    return offer === "g729" ? { ok: false, refusal: "noCommonCodec" } : { ok: true, sdp: `answer to ${offer}` };
  }
  accept = (answer: string): SdpAccepted => (answer === "g729" ? { ok: false, refusal: "noCommonCodec" } : { ok: true });
  learnFrom(): void {}
  sendKeys(): void {}

  play(items: PlayItem[], { loop = false }: PlayOptions = {}): number {
    this.#looped = loop;
    this.#hear(items.map((item) => (item.kind === "audio" ? item.key : item.kind)).join(", "));
    return ++this.#plays;
  }

  stop(): void {
    this.#hear("silence");
  }

  onEvent(listener: (event: MediaLegEvent) => void): void {
    this.#listener = listener;
  }

  record(limits: RecordingLimits, told: (alaw: Uint8Array) => void): Recording {
    this.recording?.stop();
    this.recording = new FakeRecording(limits, told);
    return this.recording;
  }

  async close(): Promise<LegStatistics> {
    this.open = false;
    this.recording?.stop();
    return { packetsSent: 0, packetsReceived: 0, packetsDropped: 0 };
  }

  /** What is played now comes to its end. */
  playedOut(): void {
    if (this.open && !this.#looped) this.#listener({ type: "played", playId: this.#plays });
  }

  /** A key by RFC 4733. */
  press(digit: string): void {
    if (this.open) this.#listener({ type: "dtmf", digit, durationMs: 100 });
  }

  silent(): void {
    if (this.open) this.#listener({ type: "silent", seconds: 60 });
  }

  bridgedTo(other: FakeMediaLeg): void {
    this.#hear(other.id);
  }

  #hear(what: string): void {
    if (!this.open) throw new Error(`${this.id} is closed and should hear ${what}`);
    if (this.hears === what) return;
    this.hears = what;
    this.#engine.heard(this, what);
  }
}

export class FakeMedia implements MediaEngine {
  readonly legs: FakeMediaLeg[] = [];
  /** The next legs: open at once, wait for `letOpen`, find no ports, or break. */
  mode: "ready" | "slow" | "full" | "broken" = "ready";
  heard: (leg: FakeMediaLeg, what: string) => void = () => {};
  #waiting: (() => void)[] = [];

  async openLeg(id: string): Promise<MediaLeg | null> {
    const { mode } = this;
    if (mode === "full") return null;
    if (mode === "broken") throw new Error("the media thread is gone");
    if (mode === "slow") await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const leg = new FakeMediaLeg(this, id);
    this.legs.push(leg);
    return leg;
  }

  letOpen(): void {
    for (const open of this.#waiting.splice(0)) open();
  }

  bridge(first: MediaLeg, second: MediaLeg): void {
    (first as FakeMediaLeg).bridgedTo(second as FakeMediaLeg);
    (second as FakeMediaLeg).bridgedTo(first as FakeMediaLeg);
  }
  unbridge(): void {}
  loadAudio(): void {}
  hasAudio = (_key: AudioKey) => true;
  readonly running = true;
  portsInUse = () => this.legs.filter((leg) => leg.open).length;
  async close(): Promise<void> {}
}
