import fc from "fast-check";
import { expect, test } from "vitest";
import { silenceOctet } from "../../../lib/audio/g711.ts";
import { type Piece, Playlist } from "./playlist.ts";

const frameOctets = 160;
const audio = (length: number, value: number): Piece => ({ kind: "audio", alaw: new Uint8Array(length).fill(value) });

function read(list: Playlist, frames: number): number[] {
  return Array.from({ length: frames }, () => {
    const frame = new Uint8Array(frameOctets);
    list.read(frame);
    return [...frame];
  }).flat();
}

/** Values and how often each follows itself. */
function runs(octets: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const octet of octets) {
    const last = found.at(-1);
    if (last?.[0] === octet) last[1]++;
    else found.push([octet, 1]);
  }
  return found;
}

test("pieces follow each other without a gap; the last frame is filled with silence", () => {
  const list = new Playlist([audio(200, 1), { kind: "silence", octets: 30 }, audio(100, 2)], false);
  expect(runs(read(list, 3))).toEqual([
    [1, 200],
    [silenceOctet.alaw, 30],
    [2, 100],
    [silenceOctet.alaw, 150],
  ]);
  expect(list.ended).toBe(true);
});

test("a loop has no seam, and what never ends never ends", () => {
  expect(runs(read(new Playlist([audio(100, 1), audio(50, 2)], true), 3)).slice(0, 5)).toEqual([
    [1, 100],
    [2, 50],
    [1, 100],
    [2, 50],
    [1, 100],
  ]);
  const endless = new Playlist([{ kind: "endless", alaw: new Uint8Array(7).fill(3) }, audio(1, 4)], false);
  expect(runs(read(endless, 50))).toEqual([[3, 50 * frameOctets]]);
});

test("a list of nothing is over at once, even in a loop", () => {
  for (const pieces of [[], [audio(0, 1)], [{ kind: "silence" as const, octets: 0 }]]) {
    const list = new Playlist(pieces, true);
    expect(list.ended).toBe(true);
    expect(runs(read(list, 1))).toEqual([[silenceOctet.alaw, frameOctets]]);
  }
});

test("interrupted anywhere and resumed, a loop sounds as if it had never stopped", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lengths, fc.nat(20), fc.nat(20), (sizes, before, after) => {
      const pieces = sizes.map((size, index) => audio(size, index));
      const whole = read(new Playlist(pieces, true), before + after);
      const first = new Playlist(pieces, true);
      const start = read(first, before);
      expect([...start, ...read(new Playlist(pieces, true, first.place), after)]).toEqual(whole);
    }),
  );
});
