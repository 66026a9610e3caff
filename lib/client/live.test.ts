/** The stream of the browser through gaps, silence, sleep and clocks that differ. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LiveChange, LiveSnapshot } from "../domain/live.ts";
import { duration } from "../i18n/format.ts";
import { LiveStream } from "./live.ts";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  static get last(): FakeSource {
    return FakeSource.opened.at(-1)!;
  }
  readonly url: string;
  readyState = 1;
  onerror: (() => void) | null = null;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSource.opened.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  tell(name: string, data: object): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

const noon = Date.parse("2026-03-02T12:00:00Z");
const at = (ms: number) => new Date(ms).toISOString();
const snapshot = (sequence: number, when = Date.now()): LiveSnapshot => ({
  ...{ organisationId: "o", sequence, at: at(when) },
  ...{ groups: {}, agents: {}, calls: {} },
});
const change = (sequence: number): LiveChange => ({ sequence, at: at(Date.now()), parts: [{ kind: "callRemoved", callId: "c" }] });
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
let stream: LiveStream;
let status: { database: boolean } | null;

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("fetch", async (path: string) => {
    if (!status) throw new TypeError("no portal");
    return path === "/api/status" ? Response.json(status) : new Response(null, { status: 204 });
  });
  FakeSource.opened = [];
  status = { database: true };
  stream = new LiveStream();
  stream.open();
});
afterEach(() => {
  stream.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a change before which one is missing makes a new stream with a new snapshot", () => {
  FakeSource.last.tell("snapshot", snapshot(1));
  FakeSource.last.tell("change", change(2));
  expect([stream.view().snapshot?.sequence, FakeSource.opened.length]).toEqual([2, 1]);
  FakeSource.last.tell("change", change(4));
  expect([FakeSource.opened.length, FakeSource.opened[0]?.readyState]).toEqual([2, FakeSource.CLOSED]);
  FakeSource.last.tell("snapshot", snapshot(9));
  expect(stream.view()).toMatchObject({ snapshot: { sequence: 9 }, connection: { state: "up" } });
});

describe("a connection that died without being told so", () => {
  test("is known by its silence, and the state comes anew", async () => {
    FakeSource.last.tell("snapshot", snapshot(1));
    await pass(39);
    expect(FakeSource.opened).toHaveLength(1);
    await pass(7);
    expect(FakeSource.opened).toHaveLength(2);
  });

  test("is not presumed in a quiet house: the portal says that it is there", async () => {
    FakeSource.last.tell("snapshot", snapshot(1));
    for (let quarter = 0; quarter < 240; quarter += 1) {
      await pass(15);
      FakeSource.last.tell("alive", {});
    }
    expect(FakeSource.opened).toHaveLength(1);
  });

  test("in a computer that slept for an hour is left within seconds of its waking", async () => {
    FakeSource.last.tell("snapshot", snapshot(1));
    await pass(1);
    // Asleep: the clock goes on, no timer runs.
    vi.setSystemTime(noon + 3_600_000);
    await pass(5);
    expect(FakeSource.opened).toHaveLength(2);
    FakeSource.last.tell("snapshot", snapshot(812));
    expect(stream.view()).toMatchObject({ snapshot: { sequence: 812 }, connection: { state: "up" }, clockOffsetMs: 0 });
  });

  test("is tried again only as often as it is lost: what is away is not hurried", async () => {
    status = null;
    FakeSource.last.onerror?.();
    await pass(300);
    const perMinute = FakeSource.opened.length / 5;
    expect(stream.view().connection).toEqual({ state: "away", what: "portal", since: at(noon) });
    expect(perMinute).toBeLessThanOrEqual(12);
  });
});

test("the worker's absence is told since when, and its return brings the state without a new stream", () => {
  FakeSource.last.tell("snapshot", snapshot(5));
  FakeSource.last.tell("away", { since: at(noon - 2000) });
  expect(stream.view()).toMatchObject({ snapshot: null, connection: { state: "away", what: "worker", since: at(noon - 2000) } });
  FakeSource.last.tell("snapshot", snapshot(1));
  expect([stream.view().connection, FakeSource.opened.length]).toEqual([{ state: "up" }, 1]);
});

describe("clocks", () => {
  test.each([
    ["an hour ahead of", 3_600_000],
    ["an hour behind", -3_600_000],
    ["a second ahead of", 1000],
  ])("a browser whose clock is %s the worker's counts waits by the worker's", async (_what, ahead) => {
    FakeSource.last.tell("snapshot", snapshot(1, noon - ahead));
    await pass(65);
    const { clockOffsetMs } = stream.view();
    const arrived = noon - ahead;
    expect(duration((Date.now() + clockOffsetMs - arrived) / 1000)).toBe("1:05");
  });

  test("what seems to begin later than now is shown as just begun", () => {
    expect(["-0.4", "-90", "-7200"].map((seconds) => duration(Number(seconds)))).toEqual(["0:00", "0:00", "0:00"]);
  });

  test("a clock that is set while the page stands is made up for by a new snapshot", async () => {
    FakeSource.last.tell("snapshot", snapshot(1));
    await pass(1);
    vi.setSystemTime(noon - 3_600_000);
    await pass(5);
    FakeSource.last.tell("snapshot", snapshot(2, noon + 6000));
    expect(stream.view().clockOffsetMs).toBe(3_601_000);
  });
});
