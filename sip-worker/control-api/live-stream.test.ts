import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { applyChange, type LiveCall, type LiveChange, type LiveSnapshot } from "../../lib/domain/live.ts";
import { LiveStream } from "./live-stream.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Source {
  calls: Record<string, LiveCall> = {};
  asked = 0;
  snapshot(sequence: number): LiveSnapshot {
    this.asked++;
    return { organisationId: "o", sequence, at: `t${sequence}`, groups: {}, agents: {}, calls: structuredClone(this.calls) };
  }
  put(id: string, position = 1): void {
    this.calls[id] = { callId: id, groupId: "g", position } as LiveCall;
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
  const slow = vi.spyOn(source, "snapshot").mockImplementation((sequence) => {
    vi.advanceTimersByTime(20);
    return { organisationId: "o", sequence, at: `t${sequence}`, groups: {}, agents: {}, calls: structuredClone(source.calls) };
  });
  const look = (id: string, afterMs: number) => {
    source.put(id);
    live.changed();
    const before = slow.mock.calls.length;
    vi.advanceTimersByTime(afterMs - 1);
    expect(slow.mock.calls).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(slow.mock.calls).toHaveLength(before + 1);
  };
  look("a", 50);
  look("b", 180);
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
    source.put("a", 2);
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
