/** A party's sound: a tone of its own for as long as it talks. */
import { RtpPhone } from "../../sip-worker/media/engine/testing/rtp-phone.ts";
import { between } from "./chance.ts";

export async function voice(address: string): Promise<RtpPhone> {
  return RtpPhone.open({ address });
}

/** `message`: the INVITE or the answer with the other side's SDP. */
export function speakTo(phone: RtpPhone, message: string): void {
  phone.sendTo(message.slice(message.indexOf("\r\n\r\n")));
  phone.speak(Math.round(between(200, 900)));
}

const key1 = 1;

/** Key 1 as RFC 4733 sends it: growing, and its end three times. */
export function pressOne(phone: RtpPhone): void {
  for (const duration of [160, 320, 480]) phone.sendEvent(key1, duration, false, 0);
  for (let copy = 0; copy < 3; copy++) phone.sendEvent(key1, 640, true, 0);
}
