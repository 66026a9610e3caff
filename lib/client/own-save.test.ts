import { describe, expect, test } from "vitest";
import { Refusal } from "./api.ts";
import { changedKeys } from "./merge-draft.ts";
import { ownSave } from "./own-save.ts";

type Value = { name: string; limit: number };
type Stored = Value & { version: number };

/** Stores as the API does; `loseAnswers`: the browser hears nothing of it. */
class Server {
  stored: Stored = { name: "a", limit: 1, version: 1 };
  loseAnswers = false;
  asked = 0;

  send = async (value: Value, over: Stored): Promise<Stored> => {
    this.asked++;
    const current = over.version === this.stored.version;
    if (current) this.stored = { ...value, version: over.version + 1 };
    if (this.loseAnswers) throw new Refusal({ code: "unreachable" });
    if (!current) throw new Refusal({ code: "changedByAnother", current: this.stored });
    return this.stored;
  };
}

const contentOf = ({ name, limit }: Stored): Value => ({ name, limit });

function editing() {
  const server = new Server();
  const read = server.stored;
  const save = ownSave<Value, Stored>({ contentOf, changed: changedKeys });
  /** With the version that was read at first, as long as no answer has come. */
  return { server, save: (value: Partial<Value>) => save({ ...contentOf(read), ...value }, read, server.send) };
}

describe("a save whose answer was lost", () => {
  test("is known again: saving the same is done, and nothing is stored twice", async () => {
    const { server, save } = editing();
    server.loseAnswers = true;
    await expect(save({ name: "mine" })).rejects.toMatchObject({ code: "unreachable" });
    server.loseAnswers = false;
    expect(await save({ name: "mine" })).toEqual({ name: "mine", limit: 1, version: 2 });
    expect(server.stored.version).toBe(2);
  });

  test("is known again when more was changed since, and when the same field was changed again", async () => {
    for (const more of [{ name: "mine", limit: 5 }, { name: "again" }]) {
      const { server, save } = editing();
      server.loseAnswers = true;
      await expect(save({ name: "mine" })).rejects.toMatchObject({ code: "unreachable" });
      server.loseAnswers = false;
      expect(await save(more)).toEqual({ limit: 1, ...more, version: 3 });
    }
  });

  test("twice lost, the second not even stored: the first is still known", async () => {
    const { server, save } = editing();
    server.loseAnswers = true;
    await expect(save({ name: "first" })).rejects.toMatchObject({ code: "unreachable" });
    await expect(save({ name: "second" })).rejects.toMatchObject({ code: "unreachable" });
    server.loseAnswers = false;
    expect(await save({ name: "third" })).toMatchObject({ name: "third", version: 3 });
  });
});

describe("another's save", () => {
  test("is refused as before: with his values, and nothing of his is overwritten", async () => {
    const { server, save } = editing();
    server.stored = { name: "theirs", limit: 1, version: 2 };
    await expect(save({ name: "mine" })).rejects.toMatchObject({ code: "changedByAnother", current: server.stored });
    await expect(save({ limit: 7 })).rejects.toMatchObject({ code: "changedByAnother" });
    expect(server.stored.name).toBe("theirs");
  });

  test("on top of a lost one of mine is refused, also when he went back to what was before", async () => {
    const { server, save } = editing();
    server.loseAnswers = true;
    await expect(save({ name: "mine" })).rejects.toMatchObject({ code: "unreachable" });
    server.loseAnswers = false;
    server.stored = { ...server.stored, limit: 9, version: 3 };
    await expect(save({ name: "mine" })).rejects.toMatchObject({ code: "changedByAnother" });
    expect(server.asked).toBe(2);
  });

  test("with the very values that I save is no matter to decide", async () => {
    const { server, save } = editing();
    server.stored = { name: "same", limit: 1, version: 2 };
    expect(await save({ name: "same", limit: 3 })).toEqual({ name: "same", limit: 3, version: 3 });
  });
});

test("any other refusal comes through", async () => {
  const save = ownSave<Value, Stored>({ contentOf, changed: changedKeys });
  const refuse = () => Promise.reject(new Refusal({ code: "nameTaken" }));
  await expect(save({ name: "x", limit: 1 }, { name: "a", limit: 1, version: 1 }, refuse)).rejects.toMatchObject({ code: "nameTaken" });
});
