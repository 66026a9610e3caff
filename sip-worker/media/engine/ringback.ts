/** What a caller hears while a phone rings: one period of the Finnish ringing tone, A-law. */
import { encodeG711 } from "../../../lib/audio/g711.ts";
import { cadencePeriod, ringingTone } from "../../../lib/audio/tones.ts";

export const ringback: Uint8Array = encodeG711("alaw", cadencePeriod(ringingTone));
