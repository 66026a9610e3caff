import { appendFile, mkdtemp, readFile, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Journal } from "./journal.ts";

interface Entry {
  text: string;
  at: Date;
}
let dir: string;
let count = 0;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "jono-journal-"));
});
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
