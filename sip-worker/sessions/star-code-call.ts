/**
 * A call in which one sentence is said to the caller. Closing paths: the sentence is over, the caller goes, the service ends it (`close`). All
 * meet in `#finish`, which runs once.
 */
import type { AudioKey, MediaLeg } from "../ports/media.ts";
import type { EndReason, IncomingCall, Leg } from "../ports/signaling.ts";
import { inBackground } from "../runtime/background.ts";
import type { Log } from "../runtime/log.ts";
import { reoffered } from "./reoffer.ts";

interface Line {
  incoming: IncomingCall;
  media: MediaLeg;
  sdp: string;
  audio: AudioKey;
}

export class StarCodeCall {
  readonly media: MediaLeg;
  readonly #log: Log;
  readonly #line: Line;
  readonly #finished: () => void;
  #leg: Leg | null = null;
  #playId: number | null = null;
  #refuses = false;
  #over = false;

  constructor(log: Log, line: Line, finished: () => void) {
    this.#log = log;
    this.#line = line;
    this.media = line.media;
    this.#finished = finished;
    line.incoming.onCancelled(() => this.#finish());
    line.media.onEvent((event) => {
      if (event.type === "silent" || (event.type === "played" && event.playId === this.#playId)) this.close("normal");
    });
  }

  /** The call is answered, and he hears what came of it. */
  tell(): void {
    inBackground(this.#log, "answer a star code", this.#answer());
  }

  /** Heard before the answer, which then is 404: the call was none. A phone without an offer can't hear it. */
  refuse(): void {
    const { incoming, sdp } = this.#line;
    this.#refuses = true;
    if (incoming.offer === null) {
      this.close("normal");
      return;
    }
    incoming.progress(sdp);
    this.#play();
  }

  close(reason: EndReason): void {
    this.#leg?.end(reason);
    if (!this.#leg) this.#line.incoming.reject(this.#refuses ? 404 : 503);
    this.#finish();
  }

  async #answer(): Promise<void> {
    const { incoming, media, sdp } = this.#line;
    const leg = await incoming.answer(sdp, (answer) => {
      if (!media.accept(answer).ok) this.close("error");
    });
    if (!leg) return this.#finish();
    // The service may have ended meanwhile.
    if (this.#over) return leg.end("normal");
    this.#leg = leg;
    leg.onEnded(() => this.#finish());
    leg.onReoffer((offer) => reoffered(media, offer));
    if (!this.#over) this.#play();
  }

  #play(): void {
    this.#playId = this.media.play([{ kind: "audio", key: this.#line.audio }]);
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    inBackground(this.#log, "close a media leg", this.media.close());
    this.#finished();
  }
}
