/** What a leg plays: a list of pieces of A-law audio, read 20 ms at a time without gaps between pieces or between rounds. */
import { silenceOctet } from "../../../lib/audio/g711.ts";

export type Piece =
  | { kind: "audio"; alaw: Uint8Array }
  /** Octets (125 us each) of silence. */
  | { kind: "silence"; octets: number }
  /** Never ends: what follows it is not reached. */
  | { kind: "endless"; alaw: Uint8Array };

export interface Place {
  piece: number;
  /** Octets into that piece. */
  octet: number;
}

export class Playlist {
  readonly #pieces: Piece[];
  readonly #loop: boolean;
  #place: Place;

  /** `from`: where to go on, as {@link place} told it of the same list. */
  constructor(pieces: Piece[], loop: boolean, from: Place = { piece: 0, octet: 0 }) {
    this.#pieces = pieces.filter((piece) => lengthOf(piece) > 0);
    // A loop of nothing would never fill a frame.
    this.#loop = loop && this.#pieces.length > 0;
    this.#place = from.piece < this.#pieces.length ? { ...from } : { piece: 0, octet: 0 };
  }

  get place(): Place {
    return { ...this.#place };
  }

  get ended(): boolean {
    return this.#place.piece >= this.#pieces.length;
  }

  /** Fills the whole of `frame`; what is left of it after the last piece is silence. */
  read(frame: Uint8Array): void {
    let filled = 0;
    while (filled < frame.length && !this.ended) filled += this.#copy(frame, filled);
    frame.fill(silenceOctet.alaw, filled);
  }

  #copy(frame: Uint8Array, at: number): number {
    const piece = this.#pieces[this.#place.piece]!;
    const count = Math.min(frame.length - at, lengthOf(piece) - this.#place.octet);
    if (piece.kind === "silence") frame.fill(silenceOctet.alaw, at, at + count);
    else frame.set(piece.alaw.subarray(this.#place.octet, this.#place.octet + count), at);
    this.#place.octet += count;
    if (this.#place.octet >= lengthOf(piece)) this.#next(piece);
    return count;
  }

  #next(piece: Piece): void {
    const following = piece.kind === "endless" ? this.#place.piece : this.#place.piece + 1;
    this.#place = { piece: this.#loop && following === this.#pieces.length ? 0 : following, octet: 0 };
  }
}

function lengthOf(piece: Piece): number {
  return piece.kind === "silence" ? piece.octets : piece.alaw.length;
}
