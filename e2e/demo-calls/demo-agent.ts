/** One of 101-106 at work: answers after a moment, talks, finishes wrap-up now and then early, misses a call, takes a break. */
import type { Api } from "../api.ts";
import { headerOf, SipPhone } from "../softphone/sip-phone.ts";
import { between, exponential, happens, logNormal } from "./chance.ts";
import { callbackName } from "./demo-group.ts";
import type { Figures } from "./figures.ts";
import { speakTo, voice } from "./voice.ts";

export interface DemoTimes {
  talkMs: number;
  breakMs: number;
  reactionMs: number;
}

export const timesAt = (speed: number): DemoTimes => ({
  talkMs: 90_000 / speed,
  breakMs: 120_000 / speed,
  reactionMs: Math.max(500, 4_000 / Math.sqrt(speed)),
});

const registeredSeconds = 60;
const longMs = 3_600_000;
/** A customer who is called back has first to answer and to be greeted, and it is he who hangs up. */
const customerMs = 60_000;

interface Work {
  api: Api;
  domain: string;
  times: DemoTimes;
  figures: Figures;
  signal: AbortSignal;
}

export class DemoAgent {
  readonly #phone: SipPhone;
  readonly #userId: string;
  readonly #work: Work;
  readonly #refresh: NodeJS.Timeout;
  #paused = false;

  private constructor(phone: SipPhone, userId: string, work: Work) {
    this.#phone = phone;
    this.#userId = userId;
    this.#work = work;
    this.#refresh = setInterval(() => void phone.register(registeredSeconds).catch(() => undefined), (registeredSeconds * 1000) / 2);
  }

  static async register(extension: string, work: Work): Promise<DemoAgent> {
    const userId = await work.api.userId(extension);
    const phone = await SipPhone.open({ user: extension, password: `demo-${extension}`, domain: work.domain });
    await phone.register(registeredSeconds);
    return new DemoAgent(phone, userId, work);
  }

  /** Until the signal; then he has hung up. */
  async work(): Promise<void> {
    const { signal, figures } = this.#work;
    while (!signal.aborted) {
      const invite = await this.#phone.within(longMs, (message) => message.startsWith("INVITE "), signal);
      if (invite) await this.#take(invite).catch(() => figures.count("failed"));
      this.#forget();
      if (invite && !signal.aborted && happens(0.04)) await this.#break();
    }
  }

  async leave(): Promise<void> {
    clearInterval(this.#refresh);
    if (this.#paused) await this.#act({ action: "resume" });
    await this.#phone.register(0).catch(() => undefined);
    this.#phone.close();
  }

  async #take(invite: string): Promise<void> {
    const local = this.#phone.localOf(invite);
    this.#phone.respond(invite, "180 Ringing", local);
    const { figures, signal, times } = this.#work;
    const declines = happens(0.03);
    const patience = happens(0.05) ? longMs : logNormal(times.reactionMs);
    const cancelled = await this.#phone.within(patience, ofCall("CANCEL", invite), signal);
    if (cancelled || declines || signal.aborted) {
      this.#phone.respond(invite, cancelled ? "487 Request Terminated" : "486 Busy Here", local);
      return figures.count("missed");
    }
    await this.#talk(invite, local);
  }

  async #talk(invite: string, local: string): Promise<void> {
    const { figures, signal, times } = this.#work;
    const sound = await voice("127.0.0.1");
    try {
      const dialog = await this.#phone.accept(invite, sound.sdp(), local);
      speakTo(sound, invite);
      figures.count("answered");
      const patience = Math.min(logNormal(times.talkMs), 600_000) + (isCallback(invite) ? customerMs : 0);
      const bye = await this.#phone.within(patience, ofCall("BYE", invite), signal);
      if (!bye) await this.#phone.inDialog("BYE", dialog);
    } finally {
      sound.close();
    }
    if (!signal.aborted && happens(0.4)) await this.#act({ action: "finishWrapUp" });
  }

  async #break(): Promise<void> {
    this.#paused = true;
    await this.#act({ action: "pause", reason: happens(0.5) ? "Kahvitauko" : "Koulutus" });
    // He may be rung at this very moment: that call is taken all the same.
    const late = await this.#phone.within(
      exponential(this.#work.times.breakMs),
      (message) => message.startsWith("INVITE "),
      this.#work.signal,
    );
    if (late) await this.#take(late).catch(() => this.#work.figures.count("failed"));
    if (this.#work.signal.aborted) return;
    await this.#act({ action: "resume" });
    this.#paused = false;
  }

  #act(change: Record<string, unknown>): Promise<void> {
    return this.#work.api.act(this.#userId, change).catch(() => undefined);
  }

  /** Everything of the calls that are over; the phone would keep it. */
  #forget(): void {
    const { received } = this.#phone;
    const kept = received.filter((message) => message.startsWith("INVITE ") || message.startsWith("CANCEL "));
    received.splice(0, received.length, ...kept.slice(-10));
  }
}

const isCallback = (invite: string) => headerOf(invite, "From").includes(callbackName);

/** A request of the same call. */
export const ofCall = (method: string, invite: string) => (message: string) =>
  message.startsWith(`${method} `) && headerOf(message, "Call-ID") === headerOf(invite, "Call-ID");

export const reactionTime = (times: DemoTimes): number => between(0.5, 1.5) * times.reactionMs;
