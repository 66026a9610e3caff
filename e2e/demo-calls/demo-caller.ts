/** One outside caller, from the demo carrier's address: waits as long as he has patience, talks, or asks to be called back. */
import type { LiveSnapshot } from "../../lib/domain/live.ts";
import type { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { type PhoneDialog, SipPhone } from "../softphone/sip-phone.ts";
import { between, exponential, happens, logNormal } from "./chance.ts";
import type { DemoTimes } from "./demo-agent.ts";
import { demoNumber } from "./demo-group.ts";
import type { Figures } from "./figures.ts";
import { pressOne, speakTo, voice } from "./voice.ts";

export const carrierAddress = "127.0.0.2";

export interface CallerWorld {
  domain: string;
  times: DemoTimes;
  figures: Figures;
  /** Who has asked to be called back, by number. */
  askedBack: Set<string>;
  live(): LiveSnapshot | null;
  signal: AbortSignal;
}

/** From the range that nobody has: 041 000 xxxx. */
const someNumber = () => `0410001${String(Math.floor(Math.random() * 1000)).padStart(3, "0")}`;

/** From the INVITE to the last BYE. */
export async function demoCall(world: CallerWorld): Promise<void> {
  const number = someNumber();
  const phone = await SipPhone.open({ user: number, password: "", domain: world.domain, address: carrierAddress });
  const sound = await voice(carrierAddress);
  try {
    world.figures.count("called");
    const dialog = await phone.call(demoNumber, sound.sdp()).catch(() => null);
    if (!dialog?.sdp) return world.figures.count("refused");
    speakTo(sound, dialog.sdp);
    await stay(world, { number, phone, sound, dialog });
  } finally {
    sound.close();
    phone.close();
  }
}

interface Line {
  number: string;
  phone: SipPhone;
  sound: RtpPhone;
  dialog: PhoneDialog;
}

async function stay(world: CallerWorld, line: Line): Promise<void> {
  const { times, figures } = world;
  if (happens(0.5) && (await asks(world, line))) return;
  if (await hungUp(world, line, between(5_000, 10_000) + exponential(times.talkMs * 0.7))) return;
  const talks = () => statusOf(world, line.number) === "talking";
  if (talks() && (await hungUp(world, line, logNormal(times.talkMs)))) return;
  if (!talks() && !world.signal.aborted) figures.count("gaveUp");
  await line.phone.inDialog("BYE", line.dialog);
}

/** Presses 1 when he still waits after some seconds; true when the service has let him go with his request. */
async function asks(world: CallerWorld, line: Line): Promise<boolean> {
  if (await hungUp(world, line, between(4_000, 9_000))) return true;
  if (world.signal.aborted || statusOf(world, line.number) !== "waiting") return false;
  pressOne(line.sound);
  world.askedBack.add(line.number);
  const letGo = await hungUp(world, line, 12_000);
  if (letGo) world.figures.count("askedBack");
  else world.askedBack.delete(line.number);
  return letGo;
}

const hungUp = async ({ signal }: CallerWorld, { phone }: Line, patience: number): Promise<boolean> =>
  (await phone.within(patience, (message) => message.startsWith("BYE "), signal)) !== null;

function statusOf(world: CallerWorld, number: string): string | undefined {
  const calls = Object.values(world.live()?.calls ?? {});
  return calls.find(({ kind, callerNumber }) => kind === "live" && sameNumber(callerNumber, number))?.status.kind;
}

/** The service may write it in the international way. */
const sameNumber = (shown: string | null, number: string) => shown !== null && shown.slice(-9) === number.slice(-9);
