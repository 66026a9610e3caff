import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { applyChange, type LiveCall, type LiveChange, type LiveSnapshot } from "../../lib/domain/live.ts";
import type { LiveLook } from "../../lib/domain/live-look.ts";
import { LiveStream } from "./live-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

class Source {
  calls: Record<string, LiveCall> = {};
  asked = 0;
  /** What a look comes by, one after the other; between them it may be interrupted. */
  passing: (() => void)[] = [];
  *look(): Generator<undefined, LiveLook> {
    this.asked++;
    const calls = new Map(Object.entries(structuredClone(this.calls)));
    const at = `t${this.asked}`;
    for (const pass of this.passing) {
      pass();
      yield;
    }
    return { organisationId: "o", at, groups: new Map(), agents: new Map(), calls };
  }
  put(id: string, callerName = ""): void {
    this.calls[id] = { callId: id, groupId: "g", callerName } as LiveCall;
  }
}

/** Follows as a browser does. */
class Browser {
  state: LiveSnapshot | null = null;
  readonly changes: LiveChange[] = [];
  gaps = 0;
  snapshot(snapshot: LiveSnapshot): void {
    this.state = snapshot;
  }
  change(change: LiveChange): void {
    this.changes.push(change);
    const next = applyChange(this.state!, change);
    if (!next) this.gaps++;
    this.state = next ?? this.state;
  }
}

function stream() {
  const source = new Source();
  return { source, stream: new LiveStream(source) };
}

test("a house that takes long to look at is looked at less often: nine tenths of the time are the calls'", () => {
  const { source, stream: live } = stream();
  const browser = new Browser();
  live.subscribe(browser);
  source.passing = [takes(12), takes(8)];
  const look = (id: string, afterMs: number) => {
    source.put(id);
    live.changed();
    const before = source.asked;
    vi.advanceTimersByTime(afterMs - 1);
    expect(source.asked).toBe(before);
    vi.advanceTimersByTime(1);
    expect(source.asked).toBe(before + 1);
    vi.runAllTimers();
  };
  look("a", 50);
  look("b", 180);
});

/** The clock goes on, and nothing else. */
const takes = (ms: number) => () => {
  const until = performance.now() + ms;
  vi.spyOn(performance, "now").mockReturnValue(until);
};

describe("a look that takes long", () => {
  test("goes on behind the calls that have come meanwhile", () => {
    const { source, stream: live } = stream();
    const browser = new Browser();
    live.subscribe(browser);
    const seen: string[] = [];
    const arrive = (name: string) => setImmediate(() => seen.push(name));
    source.passing = [takes(2), () => arrive("a call"), takes(2), () => arrive("another call"), takes(2)];
    source.put("a");
    live.changed();
    live.changed();
    browser.change = () => seen.push("told");
    vi.advanceTimersByTime(60);
    expect(seen).toEqual(["a call", "another call", "told"]);
  });

  test("is not hurried by what changes meanwhile, however long it takes: that is told by the next one", () => {
    const { source, stream: live } = stream();
    const browser = new Browser();
    live.subscribe(browser);
    const order: string[] = [];
    const call = (id: string) => () => {
      order.push(id);
      source.put(id);
      live.changed();
    };
    // Each call comes between two slices; the whole look takes longer than changes are gathered for.
    source.passing = Array.from({ length: 10 }, (_, n) => () => {
      takes(20)();
      order.push(`slice ${n}`);
      setImmediate(call(`call ${n}`));
    });
    source.put("first");
    live.changed();
    vi.advanceTimersByTime(400);
    expect(order).toEqual(Array.from({ length: 10 }, (_, n) => [`slice ${n}`, `call ${n}`]).flat());
    source.passing = [];
    vi.runAllTimers();
    expect([browser.state?.calls, browser.gaps, source.asked]).toEqual([source.calls, 0, 3]);
  });

  test("is finished at once for whoever comes in the middle of it, and nobody misses anything", () => {
    const { source, stream: live } = stream();
    const [first, second] = [new Browser(), new Browser()];
    live.subscribe(first);
    source.passing = [takes(2), () => source.put("b"), takes(2)];
    source.put("a");
    live.changed();
    vi.advanceTimersToNextTimer();
    expect(first.changes).toEqual([]);
    live.subscribe(second);
    source.passing = [];
    vi.runAllTimers();
    expect([first.state?.calls, second.state?.calls]).toEqual([source.calls, source.calls]);
    source.put("c");
    live.changed();
    vi.runAllTimers();
    expect([first.state?.calls, second.state?.calls]).toEqual([source.calls, source.calls]);
    expect([first.gaps, second.gaps]).toEqual([0, 0]);
  });

  test("is given up when nobody is left: whoever comes next is not told what was seen before he came", () => {
    const { source, stream: live } = stream();
    const [first, second] = [new Browser(), new Browser()];
    const leave = live.subscribe(first);
    source.passing = [takes(2), () => {}];
    source.put("a");
    live.changed();
    vi.advanceTimersByTime(50);
    leave();
    delete source.calls.a;
    source.put("b");
    source.passing = [];
    live.changed();
    live.subscribe(second);
    vi.runAllTimers();
    expect([second.state?.calls, second.changes]).toEqual([source.calls, []]);
  });

  test("that was to begin when the last one left is taken for the next who comes", () => {
    const { source, stream: live } = stream();
    const [first, second] = [new Browser(), new Browser()];
    const leave = live.subscribe(first);
    source.put("a");
    live.changed();
    leave();
    live.subscribe(second);
    source.put("b");
    live.changed();
    vi.advanceTimersByTime(50);
    expect([first.changes, second.state?.calls, second.changes.length]).toEqual([[], source.calls, 1]);
  });

  test("is told in several changes when much has changed: the second begins where the first ends", () => {
    const { source, stream: live } = stream();
    const browser = new Browser();
    live.subscribe(browser);
    for (let n = 0; n < 250; n++) source.put(`call ${n}`);
    live.changed();
    vi.advanceTimersByTime(50);
    expect(browser.changes.map(({ parts }) => parts.length)).toEqual([100, 100, 50]);
    expect([browser.state?.calls, browser.gaps]).toEqual([source.calls, 0]);
  });
});

describe("a subscriber", () => {
  test("gets the snapshot at once, then what differs, numbered without gaps", () => {
    const { source, stream: live } = stream();
    source.put("a");
    const browser = new Browser();
    live.subscribe(browser);
    expect(browser.state?.calls).toEqual(source.calls);
    source.put("b");
    live.changed();
    vi.advanceTimersByTime(50);
    delete source.calls.a;
    live.changed();
    vi.advanceTimersByTime(50);
    expect(browser.changes.map((change) => change.parts.map((part) => part.kind))).toEqual([["call"], ["callRemoved"]]);
    expect([browser.state?.calls, browser.gaps]).toEqual([source.calls, 0]);
  });

  test("who comes later sees the present, and both follow on together", () => {
    const { source, stream: live } = stream();
    const [first, second] = [new Browser(), new Browser()];
    live.subscribe(first);
    source.put("a");
    live.changed();
    live.subscribe(second);
    expect([first.state?.calls, second.state?.calls]).toEqual([source.calls, source.calls]);
    source.put("a", "renamed");
    live.changed();
    vi.advanceTimersByTime(50);
    expect([first.state, second.state]).toEqual([second.state, first.state]);
    expect([first.gaps, second.gaps]).toEqual([0, 0]);
  });

  test("who left hears nothing more; numbers never go back for whoever comes after an empty time", () => {
    const { source, stream: live } = stream();
    const first = new Browser();
    const leave = live.subscribe(first);
    leave();
    source.put("a");
    live.changed();
    vi.advanceTimersByTime(50);
    expect(first.changes).toEqual([]);
    const second = new Browser();
    live.subscribe(second);
    expect(second.state!.sequence).toBeGreaterThan(first.state!.sequence);
    expect(second.state?.calls).toEqual(source.calls);
  });
});

test("a burst of changes is told once, within a twentieth of a second", () => {
  const { source, stream: live } = stream();
  const browser = new Browser();
  live.subscribe(browser);
  for (let n = 0; n < 100; n++) {
    source.put(`call ${n}`);
    live.changed();
  }
  vi.advanceTimersByTime(50);
  expect(browser.changes).toHaveLength(1);
  expect(browser.changes[0]?.parts).toHaveLength(100);
});

test("what is the same is not told; nobody looking costs nothing", () => {
  const { source, stream: live } = stream();
  live.changed();
  expect([source.asked, vi.getTimerCount()]).toEqual([0, 0]);
  const browser = new Browser();
  live.subscribe(browser);
  live.changed();
  vi.advanceTimersByTime(50);
  expect(browser.changes).toEqual([]);
  live.changed();
  live.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("when the organisation is served by another worker, or anew, whoever follows is told that this is the end", () => {
  const { stream: live } = stream();
  const ended = vi.fn();
  const leave = live.subscribe({ snapshot: () => undefined, change: () => undefined, ended });
  live.end();
  expect(ended).toHaveBeenCalledOnce();
  leave();
  live.end();
  expect(ended).toHaveBeenCalledOnce();
});

test("a subscriber that breaks keeps the others informed", () => {
  const { source, stream: live } = stream();
  const broken = { snapshot: () => {}, change: () => expect.fail("broken") };
  const browser = new Browser();
  live.subscribe(broken);
  live.subscribe(browser);
  source.put("a");
  live.changed();
  expect(() => vi.advanceTimersByTime(50)).not.toThrow();
  expect(browser.state?.calls).toEqual(source.calls);
});
