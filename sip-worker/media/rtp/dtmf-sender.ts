/**
 * Keys sent to a party as RFC 4733 events: a packet every 20 ms while the key lasts, the last one three times (2.5.1.4), all with the
 * timestamp of the beginning. One packet leaves per tick; the caller puts the RTP header before it.
 */
import { samplesPerTick } from "./continuity.ts";
import { eventDigits } from "./dtmf-receiver.ts";

export interface EventPacket {
  /** Of the payload type for events: 4 octets. */
  payload: Uint8Array;
  /** The first of the event: it carries the marker, and its time is the event's timestamp. */
  isFirst: boolean;
}

/** -10 dBm0, as phones send. */
const volume = 10;
const endFlag = 0x80;
const endPackets = 3;
/** Silence between keys: 100 ms, so that a keypad reader at the other end keeps them apart. */
const pauseTicks = 5;

/**
 * What to send in each tick for the keys; null is a pause. Anything that is no key is left out.
 * `durationMs` of each key: 40 to 5,000, rounded to 20.
 */
export function* eventPackets(keys: string, durationMs = 120): Generator<EventPacket | null> {
  const ticks = Math.round(Math.min(5_000, Math.max(40, durationMs)) / 20);
  for (const key of keys.toUpperCase()) {
    const code = eventDigits.indexOf(key);
    if (code < 0) continue;
    for (let tick = 1; tick < ticks; tick++) yield { payload: eventPayload(code, tick, false), isFirst: tick === 1 };
    for (let repeat = 0; repeat < endPackets; repeat++) yield { payload: eventPayload(code, ticks, true), isFirst: false };
    for (let pause = 0; pause < pauseTicks; pause++) yield null;
  }
}

function eventPayload(code: number, ticks: number, isEnd: boolean): Uint8Array {
  const duration = ticks * samplesPerTick;
  return Uint8Array.of(code, (isEnd ? endFlag : 0) | volume, duration >> 8, duration & 0xff);
}
