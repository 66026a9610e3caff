/** Notes of an agent are saved by themselves, and lost by nothing. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { NotesOutbox, type NotesStorage, type SaveResult } from "./notes-outbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function memory(): NotesStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

function desk(answers: (SaveResult | Promise<SaveResult>)[] = [], storage = memory()) {
  const sent: [string, string, string][] = [];
  const save = async (callId: string, { notes, before }: { notes: string; before: string }) => {
    sent.push([callId, notes, before]);
    return (await answers.shift()) ?? ({ kind: "saved" } as const);
  };
  return { outbox: new NotesOutbox(save, storage, "anna"), sent, storage };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

test("what is typed is saved once the writer pauses, over what he read", async () => {
  const { outbox, sent } = desk();
  outbox.read("c1", "vanha");
  outbox.write("c1", "vanha ja u");
  await pass(0.5);
  outbox.write("c1", "vanha ja uusi");
  await pass(1);
  expect(sent).toEqual([["c1", "vanha ja uusi", "vanha"]]);
  expect([outbox.draft("c1"), outbox.hasUnsaved]).toEqual([
    { text: "vanha ja uusi", before: "vanha ja uusi", state: { kind: "saved" } },
    false,
  ]);
});

test("leaving the field saves at once", async () => {
  const { outbox, sent } = desk();
  outbox.write("c1", "x");
  outbox.flush("c1");
  await pass(0);
  expect(sent).toHaveLength(1);
});

test("what is typed while a save is on its way is saved after it, over the saved words", async () => {
  let answer: (result: SaveResult) => void = () => {};
  const { outbox, sent } = desk([new Promise((resolve) => (answer = resolve))]);
  outbox.write("c1", "a");
  await pass(1);
  outbox.write("c1", "ab");
  outbox.flush();
  await pass(5);
  expect(sent).toHaveLength(1);
  answer({ kind: "saved" });
  await pass(1);
  expect(sent).toEqual([
    ["c1", "a", ""],
    ["c1", "ab", "a"],
  ]);
});

describe("without a connection", () => {
  test("the words stay and are sent again until they are saved", async () => {
    const { outbox, sent } = desk([{ kind: "away" }, { kind: "away" }]);
    outbox.write("c1", "tärkeää");
    await pass(1);
    expect(outbox.draft("c1")).toMatchObject({ text: "tärkeää", state: { kind: "away" } });
    await pass(2);
    expect(sent).toHaveLength(2);
    await pass(4);
    expect(sent).toHaveLength(3);
    expect(outbox.draft("c1")?.state).toEqual({ kind: "saved" });
    await pass(60);
    expect(sent).toHaveLength(3);
  });

  test("notes of the call before are still saved when the next call has begun", async () => {
    const { outbox, sent } = desk([{ kind: "away" }]);
    outbox.write("c1", "edellinen");
    await pass(1);
    outbox.write("c2", "seuraava");
    await pass(3);
    expect(sent.slice(1)).toEqual([
      ["c2", "seuraava", ""],
      ["c1", "edellinen", ""],
    ]);
  });

  test("a reload of the page brings the words back and saves them; the server's older words do not replace them", async () => {
    const storage = memory();
    const { outbox: before } = desk([new Promise(() => {})], storage);
    before.write("c1", "kesken");
    await pass(1);
    const { outbox, sent } = desk([], storage);
    outbox.read("c1", "");
    expect(outbox.draft("c1")?.text).toBe("kesken");
    await pass(0);
    expect(sent).toEqual([["c1", "kesken", ""]]);
    expect(storage.getItem("jono.notes.anna")).toBeNull();
  });
});

describe("when another has written meanwhile", () => {
  const conflict: SaveResult = { kind: "conflict", theirs: "valvojan" };

  test("both stand, typing on sends nothing, and one's own are saved when the writer says so", async () => {
    const { outbox, sent } = desk([conflict]);
    outbox.write("c1", "omat");
    await pass(1);
    outbox.write("c1", "omat sanat");
    await pass(60);
    expect(sent).toHaveLength(1);
    expect(outbox.draft("c1")).toMatchObject({ text: "omat sanat", state: conflict });
    outbox.keepMine("c1");
    await pass(0);
    expect(sent[1]).toEqual(["c1", "omat sanat", "valvojan"]);
  });

  test("or the other's are taken", async () => {
    const { outbox, sent } = desk([conflict]);
    outbox.write("c1", "omat");
    await pass(1);
    outbox.takeTheirs("c1");
    expect(outbox.draft("c1")).toEqual({ text: "valvojan", before: "valvojan", state: { kind: "saved" } });
    expect([sent.length, outbox.hasUnsaved]).toEqual([1, false]);
  });
});

test("what the server will never take is told and not sent again by itself", async () => {
  const { outbox, sent } = desk([{ kind: "refused", code: "invalid" }]);
  outbox.write("c1", "x");
  await pass(60);
  expect([sent.length, outbox.draft("c1")?.state]).toEqual([1, { kind: "refused", code: "invalid" }]);
});
