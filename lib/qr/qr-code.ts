/** QR codes of short texts, for setting up phones: bytes, error correction level M, versions 1 to 10 (ISO/IEC 18004). */
import { correction } from "./reed-solomon.ts";

/** `true` = dark. A square, without the quiet zone. */
export type QrCode = boolean[][];

/** Of each version at level M: codewords in all, correction codewords of a block, blocks. */
const sizes = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
  [346, 26, 5],
] as const;

const alignmentPlaces = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

interface Layout {
  version: number;
  dataWords: number;
  correctionWords: number;
  blocks: number;
}

/** Null: longer than 213 bytes. */
export function qrCode(text: string): QrCode | null {
  const bytes = [...new TextEncoder().encode(text)];
  const layout = layoutFor(bytes.length);
  if (!layout) return null;
  const words = interleaved(dataOf(bytes, layout), layout);
  const grid = new Grid(layout.version);
  grid.place(words);
  return grid.masked();
}

function layoutFor(length: number): Layout | null {
  for (const [index, [total, correctionWords, blocks]] of sizes.entries()) {
    const dataWords = total - correctionWords * blocks;
    const version = index + 1;
    if (length + headerBits(version) / 8 <= dataWords) return { version, dataWords, correctionWords, blocks };
  }
  return null;
}

const countBits = (version: number) => (version < 10 ? 8 : 16);
const headerBits = (version: number) => 4 + countBits(version);

/** Mode, length, bytes, terminator, then the pad words. */
function dataOf(bytes: number[], { version, dataWords }: Layout): number[] {
  const bits: number[] = [];
  const add = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
  };
  add(4, 4);
  add(bytes.length, countBits(version));
  for (const byte of bytes) add(byte, 8);
  add(0, Math.min(4, dataWords * 8 - bits.length));
  add(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < dataWords * 8; pad ^= 0xec ^ 0x11) add(pad, 8);
  return Array.from({ length: dataWords }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8).join(""), 2));
}

/** Data of all blocks by turns, then their correction by turns; the last blocks may be one word longer. */
function interleaved(data: number[], { dataWords, correctionWords, blocks }: Layout): number[] {
  const short = Math.floor(dataWords / blocks);
  const longBlocks = dataWords % blocks;
  const parts: number[][] = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const length = short + (block >= blocks - longBlocks ? 1 : 0);
    parts.push(data.slice(at, at + length));
    at += length;
  }
  const corrections = parts.map((part) => correction(part, correctionWords));
  return [...byTurns(parts, short + 1), ...byTurns(corrections, correctionWords)];
}

const byTurns = (parts: number[][], longest: number): number[] =>
  Array.from({ length: longest }, (_, index) => parts.flatMap((part) => part[index] ?? [])).flat();

const masks: ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

class Grid {
  readonly #size: number;
  readonly #dark: boolean[][];
  /** Patterns and format: neither data nor mask. */
  readonly #fixed: boolean[][];

  constructor(version: number) {
    this.#size = 17 + 4 * version;
    this.#dark = emptyGrid(this.#size);
    this.#fixed = emptyGrid(this.#size);
    this.#timing();
    for (const [row, column] of [
      [3, 3],
      [3, this.#size - 4],
      [this.#size - 4, 3],
    ] as const)
      this.#rings(row, column, 4);
    this.#alignments(alignmentPlaces[version - 1] ?? []);
    this.#format(0);
    if (version >= 7) this.#version(version);
  }

  #set(row: number, column: number, dark: boolean): void {
    if (row < 0 || column < 0 || row >= this.#size || column >= this.#size) return;
    this.#dark[row]![column] = dark;
    this.#fixed[row]![column] = true;
  }

  #timing(): void {
    for (let at = 0; at < this.#size; at++) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
  }

  /** Concentric squares: a finder with its separator (4) or an alignment pattern (2). */
  #rings(row: number, column: number, radius: number): void {
    for (let r = -radius; r <= radius; r++) {
      for (let c = -radius; c <= radius; c++) {
        const ring = Math.max(Math.abs(r), Math.abs(c));
        this.#set(row + r, column + c, radius === 4 ? ring !== 2 && ring !== 4 : ring !== 1);
      }
    }
  }

  #alignments(places: number[]): void {
    const last = places.at(-1);
    for (const row of places) {
      for (const column of places) {
        const onFinder = (row === 6 && (column === 6 || column === last)) || (row === last && column === 6);
        if (!onFinder) this.#rings(row, column, 2);
      }
    }
  }

  /** Level M and the mask, with their BCH code, twice; and the one module that is always dark. */
  #format(mask: number): void {
    const bits = ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412;
    const last = this.#size - 1;
    for (let bit = 0; bit < 15; bit++) {
      const dark = ((bits >>> bit) & 1) === 1;
      this.#set(bit < 6 ? bit : bit < 8 ? bit + 1 : 8, bit < 8 ? 8 : bit === 8 ? 7 : 14 - bit, dark);
      this.#set(bit < 8 ? 8 : last - 14 + bit, bit < 8 ? last - bit : 8, dark);
    }
    this.#set(last - 7, 8, true);
  }

  #version(version: number): void {
    const bits = (version << 12) | remainder(version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const dark = ((bits >>> bit) & 1) === 1;
      const [far, near] = [this.#size - 11 + (bit % 3), Math.floor(bit / 3)];
      this.#set(far, near, dark);
      this.#set(near, far, dark);
    }
  }

  /** Upwards and downwards in columns of two, from the right, past the timing column. */
  place(words: number[]): void {
    let bit = 0;
    for (let right = this.#size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const upwards = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.#size; step++) {
        const row = upwards ? this.#size - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (this.#fixed[row]![column]) continue;
          this.#dark[row]![column] = (((words[bit >>> 3] ?? 0) >>> (7 - (bit & 7))) & 1) === 1;
          bit++;
        }
      }
    }
  }

  /** With the mask that reads best. */
  masked(): QrCode {
    const tried = masks.map((mask, index) => {
      this.#format(index);
      return this.#dark.map((cells, row) => cells.map((dark, column) => (this.#fixed[row]![column] ? dark : dark !== mask(row, column))));
    });
    return tried.reduce((best, code) => (penalty(code) < penalty(best) ? code : best));
  }
}

const emptyGrid = (size: number): boolean[][] => Array.from({ length: size }, () => new Array<boolean>(size).fill(false));

function remainder(value: number, bits: number, polynomial: number): number {
  let rest = value;
  for (let step = 0; step < bits; step++) rest = (rest << 1) ^ ((rest >>> (bits - 1)) * polynomial);
  return rest & ((1 << bits) - 1);
}

/** How hard a reader has it: long runs, blocks, things that look like finders, an uneven share of dark (7.8.3). */
function penalty(code: QrCode): number {
  const columns = code[0]!.map((_, column) => code.map((row) => row[column]!));
  const lines = [...code, ...columns].map((line) => line.map((dark) => (dark ? "1" : "0")).join(""));
  const runs = lines.flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0);
  const finders = lines.reduce((sum, line) => sum + 40 * (line.match(/(?=10111010000|00001011101)/g) ?? []).length, 0);
  let blocks = 0;
  for (let row = 1; row < code.length; row++) {
    for (let column = 1; column < code.length; column++) {
      const dark = code[row]![column];
      if (code[row - 1]![column] === dark && code[row]![column - 1] === dark && code[row - 1]![column - 1] === dark) blocks += 3;
    }
  }
  const share = code.flat().filter(Boolean).length / code.length ** 2;
  return runs + finders + blocks + 10 * Math.floor(Math.abs(share * 20 - 10));
}

/** One path of squares for an SVG whose view box is the code's size. */
export const qrPath = (code: QrCode): string =>
  code.flatMap((cells, row) => cells.flatMap((dark, column) => (dark ? `M${column} ${row}h1v1h-1z` : []))).join("");
