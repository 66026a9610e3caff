/** Mutants of known inputs. All chance comes from one seed, so a finding can be made again. */

/** Numbers in [0, 1): mulberry32. */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const largestBytes = 65_535;
const tokens = [
  "\r\n",
  "\r\n\r\n",
  " ",
  "\t",
  ";",
  ",",
  "<",
  ">",
  '"',
  "\\",
  "%00",
  "%zz",
  "=",
  ":",
  "@",
  "[::1]",
  "4294967296",
  "-1",
  "\0",
  "\u00e4",
  "|",
  "#",
];

export type Mutation = (data: Uint8Array, random: () => number, other: Uint8Array) => Uint8Array;

const at = (data: Uint8Array, random: () => number) => Math.floor(random() * (data.length + 1));
const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

const mutations: Mutation[] = [
  function flipBit(data, random) {
    const changed = Uint8Array.from(data);
    const index = Math.floor(random() * data.length);
    changed[index] = (changed[index] ?? 0) ^ (1 << Math.floor(random() * 8));
    return changed;
  },
  function setByte(data, random) {
    const changed = Uint8Array.from(data);
    changed[Math.floor(random() * data.length)] = Math.floor(random() * 256);
    return changed;
  },
  function cutOut(data, random) {
    const start = at(data, random);
    return join(data.subarray(0, start), data.subarray(start + Math.floor(random() * 64)));
  },
  function truncate(data, random) {
    return data.slice(0, at(data, random));
  },
  function insertToken(data, random) {
    const start = at(data, random);
    const token = Buffer.from(tokens[Math.floor(random() * tokens.length)]!, "utf8");
    return join(data.subarray(0, start), token, data.subarray(start));
  },
  function repeatToken(data, random) {
    const start = at(data, random);
    const token = Buffer.from(tokens[Math.floor(random() * tokens.length)]!.repeat(1 + Math.floor(random() * 4_000)), "utf8");
    return join(data.subarray(0, start), token, data.subarray(start));
  },
  function repeatPart(data, random) {
    const start = at(data, random);
    const part = data.subarray(start, start + Math.floor(random() * 200));
    return join(data.subarray(0, start), ...Array<Uint8Array>(1 + Math.floor(random() * 50)).fill(part), data.subarray(start));
  },
  function splice(data, random, other) {
    return join(data.subarray(0, at(data, random)), other.subarray(at(other, random)));
  },
];

/** One to four changes to one of the seeds. */
export function mutant(seeds: readonly Uint8Array[], random: () => number): Uint8Array {
  const pick = () => seeds[Math.floor(random() * seeds.length)]!;
  let data = pick();
  for (let rounds = 1 + Math.floor(random() * 4); rounds > 0; rounds--) {
    data = mutations[Math.floor(random() * mutations.length)]!(data, random, pick());
  }
  return data.subarray(0, largestBytes);
}
