/** The demo carrier's own end, 127.0.0.2:5070: answers for the customers who are called back. */
import { headerOf, SipPhone } from "../softphone/sip-phone.ts";
import { CannotStart } from "./access.ts";
import { happens, logNormal } from "./chance.ts";
import { ofCall, reactionTime } from "./demo-agent.ts";
import { type CallerWorld, carrierAddress } from "./demo-caller.ts";
import { speakTo, voice } from "./voice.ts";

const port = 5070;
const longMs = 3_600_000;

export class DemoCarrier {
  readonly #phone: SipPhone;
  readonly #world: CallerWorld;
  readonly #calls = new Set<Promise<void>>();

  private constructor(phone: SipPhone, world: CallerWorld) {
    this.#phone = phone;
    this.#world = world;
  }

  static async open(world: CallerWorld): Promise<DemoCarrier> {
    const options = { user: "carrier", password: "", domain: world.domain, address: carrierAddress, port };
    const phone = await SipPhone.open(options).catch((error: NodeJS.ErrnoException) => {
      throw new CannotStart(remedyOf(error));
    });
    return new DemoCarrier(phone, world);
  }

  /** Until the signal; then every customer has hung up. */
  async work(): Promise<void> {
    const { signal, figures } = this.#world;
    while (!signal.aborted) {
      const invite = await this.#phone.within(longMs, (message) => message.startsWith("INVITE "), signal);
      if (!invite) continue;
      const call = this.#take(invite).catch(() => figures.count("failed"));
      this.#calls.add(call);
      void call.finally(() => this.#calls.delete(call));
      this.#forgetOptions();
    }
    await Promise.all(this.#calls);
  }

  close(): void {
    this.#phone.close();
  }

  async #take(invite: string): Promise<void> {
    const { askedBack, signal, times } = this.#world;
    const local = this.#phone.localOf(invite);
    const number = /^INVITE sip:\+?([0-9]+)/.exec(invite)?.[1] ?? "";
    // Members' mobile phones are called by the same operator; here nobody carries one.
    if (!isAsked(askedBack, number)) return this.#phone.respond(invite, "480 Temporarily Unavailable", local);
    this.#phone.respond(invite, "180 Ringing", local);
    const answers = happens(0.85);
    const cancelled = await this.#phone.within(answers ? reactionTime(times) : longMs, ofCall("CANCEL", invite), signal);
    if (cancelled || signal.aborted) return this.#phone.respond(invite, "487 Request Terminated", local);
    await this.#talk(invite, local);
  }

  async #talk(invite: string, local: string): Promise<void> {
    const { figures, signal, times } = this.#world;
    const sound = await voice(carrierAddress);
    try {
      const dialog = await this.#phone.accept(invite, sound.sdp(), local);
      speakTo(sound, invite);
      figures.count("calledBack");
      const bye = await this.#phone.within(logNormal(times.talkMs), ofCall("BYE", invite), signal);
      if (!bye) await this.#phone.inDialog("BYE", dialog);
    } finally {
      sound.close();
    }
  }

  /** The service asks every few seconds whether we are there. */
  #forgetOptions(): void {
    const { received } = this.#phone;
    const kept = received.filter((message) => /^(INVITE|CANCEL|BYE|ACK|SIP)/.test(message) && headerOf(message, "CSeq") !== "");
    received.splice(0, received.length, ...kept.slice(-200));
  }
}

const isAsked = (asked: Set<string>, number: string) => [...asked].some((one) => one.slice(-9) === number.slice(-9));

function remedyOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "EADDRINUSE") return `${carrierAddress}:${port} is in use: end the program that has it (another demo:calls?)`;
  if (code === "EADDRNOTAVAIL")
    return `this machine has no address ${carrierAddress}, where the demo's callers are: sudo ifconfig lo0 alias ${carrierAddress}`;
  return message;
}
