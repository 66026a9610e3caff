/**
 * Random histories of one organisation: callers, members, phones, supervisors and configurations in any order, also between the
 * steps of what is going on. Whatever happens, every offered call ends in exactly one outcome and everything that was opened is closed.
 */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { replay } from "../../lib/distribution/history.ts";
import { systemClock } from "../runtime/clock.ts";
import { TodayTotals } from "./day-totals.ts";
import { LiveView } from "./live-view.ts";
import { FakeCallbackStore } from "./testing/fake-callback-store.ts";
import {
  announcementId,
  type GroupSketch,
  groupId,
  menu,
  menuId,
  settle,
  type User,
  userIds,
  VirtualHouse,
} from "./testing/virtual-house.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-02T10:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const people = ["anna", "mikko", "sanna"] as const satisfies User[];

const destination = fc.constantFrom(
  { kind: "busy" } as const,
  { kind: "hangUp" } as const,
  { kind: "announcement", announcementId: announcementId(3) } as const,
  { kind: "user", userId: userIds.sanna } as const,
  { kind: "group", groupId: groupId("a") } as const,
  { kind: "group", groupId: groupId("b") } as const,
  { kind: "outsideNumber", number: "0401" } as const,
  { kind: "menu", menuId: menuId(1) } as const,
);
const sketch = (name: string): fc.Arbitrary<GroupSketch> =>
  fc.record({
    name: fc.constant(name),
    members: fc.subarray([...people]),
    queue: fc.record({
      maxWaiting: fc.constantFrom(null, null, 0, 1, 3),
      maxAttempts: fc.constantFrom(null, null, 1, 2),
      maxWaitSeconds: fc.constantFrom(null, null, 10, 60),
      noAgentsDestination: destination,
      overflowDestination: destination,
    }),
    settings: fc.record({
      ringSimultaneously: fc.constantFrom(1, 2, 20),
      wrapUpSeconds: fc.constantFrom(0, 10),
      logoutAfterMissed: fc.constantFrom(null, 1),
    }),
    announcements: fc.record({
      queueEntryAnnouncementId: fc.constantFrom(null, announcementId(1)),
      progressAnnouncementId: fc.constantFrom(null, announcementId(2)),
      playRingback: fc.boolean(),
    }),
    hours: fc.constantFrom({}, {}, {}, { manual: "closed" as const, serveAfterCloseMinutes: 0 }, { manual: "closed" as const }),
    callback: fc.constantFrom(
      { callbackEnabled: true, offerWhenWaitingMoreThan: 1 },
      { callbackEnabled: true, offerWhenWaitingMoreThan: 1, callbackAttempts: 1 },
      { callbackEnabled: true, offerWhenLongestWaitMinutes: 1, callbackAttempts: 2, callbackRingSeconds: 10 },
      { callbackEnabled: true, offerWhenWaitingMoreThan: 1, callbackValidityMinutes: 1 },
    ),
  });
const groups = fc.oneof({ weight: 9, arbitrary: fc.tuple(sketch("a"), sketch("b")) }, { weight: 1, arbitrary: fc.tuple(sketch("b")) });

const choices = menu(1, {
  greetingId: announcementId(1),
  dialByExtension: true,
  retries: 1,
  options: [
    { key: "1", destination: { kind: "group", groupId: groupId("b") } },
    { key: "2", destination: { kind: "menu", menuId: menuId(1) } },
    { key: "9", destination: { kind: "user", userId: userIds.mikko } },
  ],
});

const stepKinds = [
  "call",
  "call",
  "call",
  "leave",
  "confirm",
  "pickUp",
  "pickUp",
  "refuse",
  "hangUp",
  "pass",
  "pass",
  "playedOut",
  "act",
  "dial",
  "transfer",
  "phone",
  "media",
  "letOpen",
  "key",
  "key",
  "key",
  "rush",
  "store",
  "letAnswer",
  "trunk",
  "cancel",
  "settle",
  "settle",
] as const;
type Step = { kind: (typeof stepKinds)[number]; pick: number; choice: number } | { kind: "configure"; groups: GroupSketch[] };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constantFrom(...stepKinds), pick: fc.nat(1000), choice: fc.nat(1000) }) },
  { weight: 1, arbitrary: groups.map((list) => ({ kind: "configure" as const, groups: [...list] })) },
);

const met = new Map<string, number>();
const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);
const oneOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)];

type Action = (h: VirtualHouse, pick: number, choice: number) => void;

/** Without waiting for what it causes, so that the next step comes in between. */
const actions: Record<(typeof stepKinds)[number], Action> = {
  call: (h, pick, choice) => {
    const by = choice % 5 === 0 ? people[pick % 3] : undefined;
    const offer = ([undefined, undefined, undefined, null, "g729"] as const)[choice % 7];
    const number = (["0401234567", "0407777777", "0408888888", null, "0600123456"] as const)[pick % 5];
    void h.call(pick % 2 ? "a" : "b", { by, number, slow: choice % 3 === 0, ...(offer !== undefined && { offer }) });
  },
  leave: (h, pick) => oneOf(h.callers, pick)?.leave(),
  confirm: (h, pick) =>
    oneOf(
      h.callers.filter(({ state }) => state === "answering" || state === "cancelled"),
      pick,
    )?.confirm(),
  pickUp: (h, pick, choice) => oneOf(ringing(h), pick)?.pickUp(choice % 10 === 0 ? "g729" : "answer"),
  refuse: (h, pick, choice) => oneOf(ringing(h), pick)?.refuse((["busy", "declined", "unreachable", "failed"] as const)[choice % 4]!),
  hangUp: (h, pick) =>
    oneOf(
      h.signaling.rings.flatMap(({ leg }) => (leg?.state === "up" ? [leg] : [])),
      pick,
    )?.hangUp(),
  playedOut: (h, pick) => {
    const saying = h.media.legs.filter(({ open, hears }) => open && /prompt|announcement/.test(hears));
    const greetings = saying.filter(({ hears }) => hears.includes("greeting"));
    oneOf(greetings.length ? greetings : saying, pick)?.playedOut();
  },
  act: (h, pick, choice) => {
    const action = (["logIn", "logOut", "pause", "resume", "finishWrapUp", "extendWrapUp"] as const)[choice % 6]!;
    h.organisation.members.act(userIds[people[pick % 3]!], { action });
  },
  dial: (h, pick, choice) => void h.dial(people[pick % 3]!, (["101", "102", "103", "*00", "*90"] as const)[choice % 5]!),
  transfer: (h, pick, choice) =>
    oneOf(
      h.signaling.rings.flatMap(({ leg }) => (leg?.state === "up" ? [leg] : [])),
      pick,
    )?.transfer((["101", "102", "103"] as const)[choice % 3]!),
  phone: (h, pick, choice) => {
    const userId = userIds[people[pick % 3]!];
    h.signaling.phones.set(userId, [...([["ipPhone"], [], ["ipPhone", "workstation"], ["ipPhone"]] as const)[choice % 4]!]);
    h.organisation.targetsChanged(userId);
  },
  media: (h, _pick, choice) => {
    h.media.mode = (["ready", "slow", "full", "broken", "ready", "ready", "ready"] as const)[choice % 7]!;
  },
  letOpen: (h) => h.media.letOpen(),
  rush: (h, pick) => {
    for (const number of ["0401234567", "0407777777", null]) void h.call(pick % 2 ? "a" : "b", { number });
  },
  key: (h, pick, choice) => {
    const open = h.media.legs.filter((one) => one.open);
    const asked = open.filter(({ hears }) => /callback\.|announcement 1$/.test(hears));
    const leg = oneOf(asked.length && pick % 4 ? asked : open, pick);
    for (const key of (["1", "1", "2", "*2", "0405555555#1", "#", "103", "9"] as const)[choice % 8]!) leg?.press(key);
  },
  store: (h, _pick, choice) => {
    h.callbackStore.mode = (["ready", "slow", "away", "numberLimit", "ready", "ready"] as const)[choice % 6]!;
  },
  letAnswer: (h) => h.callbackStore.letAnswer(),
  trunk: (h, _pick, choice) => {
    h.signaling.trunkUp = choice % 4 > 0;
  },
  cancel: (h, pick) => {
    const open = oneOf(h.organisation.callbacks.all(), pick);
    if (open) h.organisation.callbacks.cancel(open.request.id);
  },
  pass: () => {},
  settle: () => {},
};
/** A member has at most one offer at a time, whatever rings him: the queue, a destination, a transfer or a colleague. */
function expectOneOffer(h: VirtualHouse): void {
  for (const user of people) {
    const rings = h.signaling.rings.filter(({ userId, over }) => userId === userIds[user] && !over);
    // The devices of one ring share whom they show.
    if (new Set(rings.map(({ request }) => request.from)).size > 1) throw new Error(`${user} is rung for two calls`);
  }
}

/** Customers who are being called back are few: when there are any, one of them does it. */
function ringing(h: VirtualHouse) {
  const rings = h.signaling.rings.filter((ring) => !ring.over);
  const customers = rings.filter(({ userId }) => userId.startsWith("0"));
  return customers.length ? customers : rings;
}

/** Two customers asked an earlier worker to be called back. */
function storeWithRequests(): FakeCallbackStore {
  const store = new FakeCallbackStore();
  for (const [index, name] of ["b", "a"].entries()) {
    const at = new Date(Date.now() - 60_000 + index);
    const times = { arrivedAt: at, requestedAt: at, expiresAt: new Date(Date.now() + 3_600_000), nextAttemptAt: null };
    const what = { id: `restored-${name}`, groupId: groupId(name), originCallId: null, number: `040900000${index}`, attempts: 0 };
    store.requests.set(what.id, { ...what, ...times, state: "waiting", reason: null });
  }
  return store;
}

/** Everybody goes home. */
async function endAll(h: VirtualHouse): Promise<void> {
  h.media.mode = "ready";
  for (let turn = 0; turn < 3; turn++) {
    h.media.letOpen();
    h.callbackStore.letAnswer();
    await settle();
    for (const ring of h.signaling.rings) ring.leg?.hangUp();
    for (const { request } of h.organisation.callbacks.all()) h.organisation.callbacks.cancel(request.id);
    for (const caller of h.callers) {
      caller.confirm();
      caller.leave();
    }
    await settle();
    await h.pass(61);
  }
}

/** What supervisors see, of which parts are kept from look to look, is what somebody sees who looks for the first time. */
function watch({ organisation }: VirtualHouse): () => void {
  const totals = new TodayTotals(
    systemClock,
    () => "Europe/Helsinki",
    (id) => organisation.group(id),
  );
  const newView = () => new LiveView(organisation, totals, systemClock);
  const view = newView();
  return () => {
    const [seen, anew] = [view.snapshot(1), newView().snapshot(1)];
    if (!isDeepStrictEqual(seen, anew)) expect(seen).toEqual(anew);
  };
}

async function live(first: readonly GroupSketch[], steps: readonly Step[]): Promise<void> {
  const h = new VirtualHouse([...first], { menus: [choices], store: storeWithRequests() });
  const look = watch(h);
  for (const one of steps) {
    if (one.kind === "configure") h.configure(one.groups);
    else actions[one.kind](h, one.pick, one.choice);
    if (one.kind === "settle") await settle();
    if (one.kind === "pass") await h.pass([0.5, 5, 20, 45][one.choice % 4]!);
    expectOneOffer(h);
    look();
  }
  await endAll(h);
  h.errors.splice(0, h.errors.length, ...h.errors.filter((line) => !line.includes("the media thread is gone")));
  h.expectBalanced();
  expect(h.mended).toEqual([]);
  // The next house has a clock of its own.
  vi.clearAllTimers();
  expect(h.callbackStore.seen().filter(([state]) => state === "waiting" || state === "ringing")).toEqual([]);
  expect(h.organisation.state.calls.size).toBe(0);
  expect(replay(h.history)).toMatchObject({ ok: true });
  for (const [state] of h.callbackStore.seen()) meet(`callback ${state}`);
  for (const result of h.callbackStore.attempts.values()) meet(`attempt ${result}`);
  for (const [, outcome, reason] of h.outcomes()) meet(`${outcome} ${reason}`);
  for (const ring of h.signaling.rings) meet(ring.leg ? "picked up" : `ring ${ring.cancelled ?? "refused"}`);
}

const runs = Number(process.env.HISTORIES ?? 400);

test("every offered call ends in exactly one outcome; legs, ports and members balance; the recorded history decides the same again", async () => {
  const steps = fc.array(step, { minLength: 10, maxLength: 80, size: "max" });
  await fc.assert(fc.asyncProperty(groups, steps, live), { numRuns: runs });
  const wanted = [
    "answered callerHungUp",
    "answered memberHungUp",
    "abandoned callerHungUp",
    "overflowed noAgents",
    "overflowed full",
    "overflowed attempts",
    "overflowed maxWait",
    "closed manual",
    "failed noCommonCodec",
    "failed noPorts",
    "failed internalError",
    "callback cancelled",
    "ring callerLeft",
    "ring timeout",
    "ring answeredElsewhere",
  ];
  expect(wanted.filter((what) => !met.has(what))).toEqual([]);
}, 300_000);

test("callbacks come to an honest end, whatever callers, members and customers do", async () => {
  const calm = [
    "rush",
    "key",
    "key",
    "pickUp",
    "pickUp",
    "refuse",
    "hangUp",
    "pass",
    "playedOut",
    "store",
    "letAnswer",
    "trunk",
    "settle",
  ] as const;
  const calmStep = fc.record({ kind: fc.constantFrom(...calm), pick: fc.nat(1000), choice: fc.nat(1000) });
  const steps = fc.array(calmStep, { minLength: 20, maxLength: 80, size: "max" });
  await fc.assert(fc.asyncProperty(groups, steps, live), { numRuns: runs });
  const wanted = [
    "callbackRequested callbackRequested",
    "callback reached",
    "callback unreached",
    "attempt noAnswer",
    "attempt memberHungUp",
  ];
  if (process.env.HISTORIES) console.log([...met].sort(([, a], [, b]) => a - b));
  expect(wanted.filter((what) => !met.has(what))).toEqual([]);
}, 300_000);
