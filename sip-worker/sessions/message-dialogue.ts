/**
 * A caller at a message box: he is greeted, told that he will be recorded, and asked one question after the other. A spoken answer ends
 * by hash, by four seconds of silence or when it is long enough; an answer by keys by hash or a pause. Hanging up ends it all, and what was
 * said until then counts.
 */
import { answerKeysLimit, messageSecondsLimit } from "../../lib/domain/message.ts";
import type { MessageQuestion } from "../../lib/domain/message-box.ts";
import type { AudioKey, MediaLeg, Recording } from "../ports/media.ts";
import type { Dialogue } from "./dialogue.ts";
import type { MessageTaking } from "./message-taking.ts";

const quietMs = 4_000;
const firstKeyMs = 8_000;
const betweenKeysMs = 4_000;
/** The place for the message is awaited so long after the greeting. */
const patienceMs = 5_000;
/** With less time left no further question is asked. */
const shortestAnswerSeconds = 2;

export interface MessageSpeech {
  greeting: AudioKey;
  notice: AudioKey;
  tone: AudioKey;
  /** Null: the tone only. */
  question(question: MessageQuestion): AudioKey | null;
}

export interface MessageListener {
  /** Once, before the first answer. */
  recordingStarted(): void;
  /** No message can be taken; nothing was recorded. */
  unavailable(): void;
  /** Nothing more comes of him: he has answered, or he was stopped. Told once, never while `stop` runs. */
  over(): void;
}

type Step = { at: "greeting" | "notice" | "between" } | { at: "asking" | "keys" | "speech"; question: number };

export class MessageDialogue implements Dialogue {
  readonly #media: MediaLeg;
  readonly #questions: readonly MessageQuestion[];
  readonly #speech: MessageSpeech;
  readonly #taking: MessageTaking;
  readonly #listener: MessageListener;
  #begun: Promise<boolean> = Promise.resolve(false);
  #step: Step = { at: "greeting" };
  #playId: number | null = null;
  #recording: Recording | null = null;
  #recorded = false;
  #keys = "";
  #timer: NodeJS.Timeout | null = null;
  #over = false;

  constructor(
    media: MediaLeg,
    questions: readonly MessageQuestion[],
    speech: MessageSpeech,
    taking: MessageTaking,
    listener: MessageListener,
  ) {
    this.#media = media;
    this.#questions = questions;
    this.#speech = speech;
    this.#taking = taking;
    this.#listener = listener;
  }

  /** Its place is asked for while he hears the greeting. */
  start(): void {
    this.#begun = this.#taking.begin();
    this.#say([this.#speech.greeting]);
  }

  onKey(key: string): void {
    const step = this.#step;
    if (step.at === "speech" && key === "#") this.#recording?.stop();
    if (step.at === "keys") this.#onAnswerKey(step.question, key);
    if (step.at !== "asking" || this.#questions[step.question]?.answer !== "keys") return;
    // Who knows the question need not hear it to its end.
    this.#media.stop();
    this.#playId = null;
    this.#awaitKeys(step.question);
    this.#onAnswerKey(step.question, key);
  }

  onPlayed(playId: number): void {
    if (playId !== this.#playId) return;
    this.#playId = null;
    const step = this.#step;
    if (step.at === "greeting") this.#awaitPlace();
    if (step.at === "notice") this.#ask(0);
    if (step.at !== "asking") return;
    if (this.#questions[step.question]?.answer === "keys") this.#awaitKeys(step.question);
    else this.#record(step.question);
  }

  stop(): void {
    if (this.#over) return;
    if (this.#step.at === "keys") this.#keepKeys(this.#step.question);
    this.#recording?.stop();
    this.#end();
  }

  #awaitPlace(): void {
    this.#wait(patienceMs, () => this.#refuse());
    void this.#begun.then((begun) => {
      if (this.#over) return;
      this.#clearTimer();
      if (begun) this.#notify();
      else this.#refuse();
    });
  }

  #refuse(): void {
    this.#over = true;
    this.#clearTimer();
    this.#listener.unavailable();
  }

  /** Nobody's voice is recorded who has not been told. */
  #notify(): void {
    this.#step = { at: "notice" };
    if (this.#questions.some(({ answer }) => answer === "speech")) this.#say([this.#speech.notice]);
    else this.#ask(0);
  }

  #ask(number: number): void {
    const question = this.#questions[number];
    if (!question || messageSecondsLimit - this.#taking.seconds < shortestAnswerSeconds) {
      this.#end();
      return;
    }
    this.#step = { at: "asking", question: number };
    const asked = this.#speech.question(question);
    const tone = question.answer === "speech" || !asked ? [this.#speech.tone] : [];
    this.#say([...(asked ? [asked] : []), ...tone]);
  }

  #record(question: number): void {
    this.#step = { at: "speech", question };
    if (!this.#recorded) this.#listener.recordingStarted();
    this.#recorded = true;
    const seconds = Math.min(this.#questions[question]?.maxSeconds ?? 0, messageSecondsLimit - this.#taking.seconds);
    const recording = this.#media.record({ maxMs: Math.floor(seconds * 1000), quietMs }, (alaw) => this.#taking.sound(question, alaw));
    this.#recording = recording;
    void recording.ended.then(() => {
      if (this.#over) return;
      this.#recording = null;
      this.#ask(question + 1);
    });
  }

  #awaitKeys(question: number): void {
    this.#step = { at: "keys", question };
    this.#keys = "";
    this.#wait(firstKeyMs, () => this.#keysEntered(question));
  }

  #onAnswerKey(question: number, key: string): void {
    if (key === "#") this.#keysEntered(question);
    else if (key === "*") this.#awaitKeys(question);
    else if (/^[0-9]$/.test(key) && this.#keys.length < answerKeysLimit) {
      this.#keys += key;
      this.#wait(betweenKeysMs, () => this.#keysEntered(question));
    }
  }

  #keysEntered(question: number): void {
    this.#clearTimer();
    this.#keepKeys(question);
    this.#step = { at: "between" };
    this.#ask(question + 1);
  }

  #keepKeys(question: number): void {
    if (this.#keys !== "") this.#taking.keys(question, this.#keys);
    this.#keys = "";
  }

  /** The last of what was said comes a moment after the recording was stopped. */
  #end(): void {
    this.#over = true;
    this.#clearTimer();
    this.#playId = null;
    const last: Promise<unknown> = this.#recording?.ended ?? Promise.resolve();
    void last.then(() => this.#listener.over());
  }

  #say(keys: AudioKey[]): void {
    this.#playId = this.#media.play(keys.map((key) => ({ kind: "audio", key })));
  }

  #wait(ms: number, then: () => void): void {
    this.#clearTimer();
    this.#timer = setTimeout(then, ms);
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
