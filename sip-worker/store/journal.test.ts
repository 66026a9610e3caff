import { appendFile, mkdir, mkdtemp, readFile, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Journal } from "./journal.ts";

/** A disk that is nearly full takes a part, without a word, and then says so. */
const unlimited = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY, atOnce: Number.POSITIVE_INFINITY }));
const disk = vi.hoisted(() => ({ ...unlimited }));
vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const writeSync = (fd: number, bytes: Uint8Array, offset = 0) => {
    const length = Math.min(bytes.length - offset, disk.room, disk.atOnce);
    if (length === 0) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    disk.room -= length;
    return fs.writeSync(fd, Buffer.from(bytes), offset, length);
  };
  return { ...fs, writeSync };
});

interface Entry {
  text: string;
  at: Date;
}
let dir: string;
let count = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "jono-journal-"));
});
afterEach(() => void Object.assign(disk, unlimited));
afterAll(() => rm(dir, { recursive: true }));
const fresh = () => {
  const file = path.join(dir, `deep/${count++}.jsonl`);
  return { file, journal: new Journal<Entry>(file) };
};
const at = new Date("2026-03-01T12:00:00.123Z");

test("what was appended is read back as it was, dates as dates, in order", async () => {
  const texts = fc.array(fc.array(fc.string({ unit: "binary", maxLength: 30 }), { minLength: 1, maxLength: 5 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(texts, async (batches) => {
      const { journal } = fresh();
      for (const batch of batches) journal.append(batch.map((text) => ({ text, at })));
      expect(journal.read()).toEqual(batches.flat().map((text) => ({ text, at })));
    }),
    { numRuns: 30 },
  );
});

test("one that was never written is empty, and so is one that was cleared", async () => {
  const { journal } = fresh();
  expect(journal.read()).toEqual([]);
  journal.append([{ text: "a", at }]);
  journal.clear();
  journal.clear();
  expect(journal.read()).toEqual([]);
});

test("a crash in the middle of a line costs that line only, wherever it was cut, and what is appended later is kept", async () => {
  const whole = (await written()).text;
  for (let length = 1; length < whole.length; length += 7) {
    const { file, journal } = await written();
    await truncate(file, length);
    const kept = whole.slice(0, length).split("\n").length - 1;
    expect(journal.read().map(({ text }) => text)).toEqual(["one", "two", "three"].slice(0, kept));
    const next = new Journal<Entry>(file);
    next.read();
    next.append([{ text: "after", at }]);
    expect(next.read().map(({ text }) => text)).toEqual([...["one", "two", "three"].slice(0, kept), "after"]);
  }
});

async function written() {
  const { file, journal } = fresh();
  journal.append(["one", "two", "three"].map((text) => ({ text, at })));
  return { file, journal, text: await readFile(file, "utf8") };
}

test("a line that is no JSON does not keep the worker from starting", async () => {
  const { file, journal } = await written();
  await appendFile(file, '{"text":"cut{"text":"merged"}\n{"text":"four"}\n');
  expect(journal.read().map(({ text }) => text)).toEqual(["one", "two", "three", "four"]);
});

test("a disk that takes only a part of what is appended has taken nothing: it is said so, and what is appended later is kept", async () => {
  const { file, journal } = fresh();
  journal.append([{ text: "before", at }]);
  const { length } = await readFile(file);
  disk.room = 10;
  expect(() => journal.append([{ text: "does not fit", at }])).toThrow("no space left");
  expect(journal.size).toBe(length);
  Object.assign(disk, unlimited);
  journal.append([{ text: "after", at }]);
  expect(new Journal<Entry>(file).read().map(({ text }) => text)).toEqual(["before", "after"]);
});

test("what a disk takes in parts is taken whole", async () => {
  const { journal } = fresh();
  const texts = ["one", "two", "three"];
  disk.atOnce = 7;
  journal.append(texts.map((text) => ({ text, at })));
  expect(journal.read().map(({ text }) => text)).toEqual(texts);
});

test("a journal that is written anew holds the given entries only; when that fails, all of before", async () => {
  const { file, journal } = await written();
  await mkdir(`${file}.new`);
  expect(() => journal.rewrite([{ text: "three", at }])).toThrow();
  journal.append([{ text: "four", at }]);
  expect(new Journal<Entry>(file).read().map(({ text }) => text)).toEqual(["one", "two", "three", "four"]);
  await rm(`${file}.new`, { recursive: true });
  journal.rewrite([{ text: "four", at }]);
  journal.append([{ text: "five", at }]);
  expect(journal.read().map(({ text }) => text)).toEqual(["four", "five"]);
  expect(journal.size).toBe((await readFile(file)).length);
});

test("killed while it was written anew: the file of before is whole", async () => {
  const { file, journal } = await written();
  disk.room = 10;
  expect(() => journal.rewrite([{ text: "three", at }])).toThrow("no space left");
  Object.assign(disk, unlimited);
  expect(new Journal<Entry>(file).read().map(({ text }) => text)).toEqual(["one", "two", "three"]);
});
