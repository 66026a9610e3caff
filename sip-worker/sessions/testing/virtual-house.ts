/**
 * One organisation in virtual time (vitest's fake timers), with phones and media that are the test. What happens is noted as lines
 * that a person can read; at the end everything must be balanced.
 */
import { expect, vi } from "vitest";
import type * as z from "zod";
import { historyBegin, historyLine } from "../../../lib/distribution/history.ts";
import type { Language } from "../../../lib/domain/actor.ts";
import type { CallOutcome } from "../../../lib/domain/call.ts";
import type { CallWrite } from "../../../lib/domain/call-record.ts";
import type { OrganisationConfiguration } from "../../../lib/domain/configuration.ts";
import { usualLimits } from "../../../lib/domain/group/alert-limits.ts";
import { byHandOf } from "../../../lib/domain/group/by-hand.ts";
import { type GroupSettingsInput, groupSettings } from "../../../lib/domain/group/group.ts";
import { type MenuDocument, menuSettings } from "../../../lib/domain/menu.ts";
import { type MessageBoxDocument, messageBoxSettings } from "../../../lib/domain/message-box.ts";
import { promptKey } from "../../ports/audio-keys.ts";
import type { AudioLibrary } from "../../ports/audio-library.ts";
import type { Records } from "../../ports/records.ts";
import type { Caller } from "../../ports/signaling.ts";
import { systemClock } from "../../runtime/clock.ts";
import { createLog } from "../../runtime/log.ts";
import type { DecisionHistory } from "../house.ts";
import { HouseDirectory } from "../house-directory.ts";
import { Organisation } from "../organisation.ts";
import { FakeCallbackStore } from "./fake-callback-store.ts";
import { FakeMedia, type FakeMediaLeg } from "./fake-media.ts";
import { FakeMessageStore } from "./fake-message-store.ts";
import { FakeIncoming, type FakeRing, FakeSignaling } from "./fake-signaling.ts";

const uuid = (n: number) => `8f14e45f-ceea-467f-a8f5-${String(n).padStart(12, "0")}`;
export const groupId = (name: string) => uuid(name.charCodeAt(0));
const numberId = (name: string) => uuid(1000 + name.charCodeAt(0));
export const announcementId = (n: number) => uuid(2000 + n);
export const userIds = { anna: uuid(1), mikko: uuid(2), sanna: uuid(3) };
export type User = keyof typeof userIds;
const users = Object.keys(userIds) as User[];
const nameOf = (userId: string) => users.find((name) => userIds[name] === userId) ?? userId;

export interface MemberSketch {
  user: User;
  skillLevel?: number;
  ringOrder: number | null;
}

export interface GroupSketch extends Omit<GroupSettingsInput, "general" | "members"> {
  /** One letter; its number is 800 and the place of the letter. */
  name: string;
  /** In ring order, unless it is said. */
  members?: (User | MemberSketch)[];
  settings?: Omit<NonNullable<GroupSettingsInput["members"]>, "members">;
  language?: Language;
  /** Of its number. */
  answerMode?: "answer" | "earlyMedia";
}

export const menuId = (n: number) => uuid(3000 + n);
export const menu = (n: number, settings: Omit<z.input<typeof menuSettings>, "name">): MenuDocument => ({
  ...menuSettings.parse({ name: `m${n}`, ...settings }),
  id: menuId(n),
  version: 1,
});

export const messageBoxId = uuid(4000);
export const messageBox = (questions: z.input<typeof messageBoxSettings>["questions"]): MessageBoxDocument => ({
  ...messageBoxSettings.parse({ name: "box", questions }),
  id: messageBoxId,
  version: 1,
});

export function configurationOf(
  groups: GroupSketch[],
  version = 1,
  menus: MenuDocument[] = [],
  messageBoxes: MessageBoxDocument[] = [],
): OrganisationConfiguration {
  return {
    organisationId: "organisation",
    version,
    name: "Test",
    language: "fi",
    timeZone: "Europe/Helsinki",
    demo: true,
    groups: groups.map(groupOf),
    users: users.map((name, index) => ({ id: userIds[name], name, extension: `10${index + 1}`, role: "member", devices: [] })),
    numbers: groups.map(({ name, answerMode = "answer" }) => ({
      id: numberId(name),
      digits: digitsOf(name),
      test: name === "t",
      answerMode,
    })),
    prompts: [],
    announcements: [1, 2, 3].map((n) => ({ id: announcementId(n), name: `a${n}`, durationMs: 1000, sha256: "s" })),
    menus,
    messageBoxes,
    trunks: [],
    allowedNumberClasses: ["mobile"],
    callbackRetryMinutes: 5,
  };
}
export const digitsOf = (name: string) => `80${name.charCodeAt(0)}`;

function groupOf({ name, language, members = ["anna"], settings = {}, ...rest }: GroupSketch): OrganisationConfiguration["groups"][number] {
  const parsed = groupSettings.parse({
    ...rest,
    general: { name, numberId: numberId(name), language },
    members: {
      ringInOrder: true,
      ...settings,
      members: members.map((member, index) => {
        const { user, ...rest } = typeof member === "string" ? { user: member, ringOrder: index + 1 } : member;
        return { userId: userIds[user], ...rest };
      }),
    },
  });
  const byHand = byHandOf(parsed.hours.manual, new Date(0), "Sari Salo");
  return {
    ...parsed,
    id: groupId(name),
    version: 1,
    serviceLevelTargetSeconds: 20,
    shortAbandonSeconds: 5,
    byHand,
    alertLimits: usualLimits,
  };
}

interface CallOptions {
  by?: User;
  /** Null: withheld. */
  number?: string | null;
  offer?: string | null;
  slow?: boolean;
}

export class VirtualHouse {
  readonly signaling = new FakeSignaling();
  readonly media = new FakeMedia();
  readonly callbackStore: FakeCallbackStore;
  readonly messages = new FakeMessageStore();
  readonly writes: CallWrite[] = [];
  readonly logins: string[] = [];
  readonly personalStates: string[] = [];
  readonly log: string[] = [];
  /** Errors that the worker logged: each is a bug. */
  readonly errors: string[] = [];
  readonly warnings: string[] = [];
  readonly callers: FakeIncoming[] = [];
  /** How often the view was said to have changed. */
  changes = 0;
  readonly organisation: Organisation;
  readonly directory: HouseDirectory;
  /** What the reaper found: each is a bug. */
  readonly mended: string[] = [];
  /** Everything that was decided, to be replayed. */
  readonly history: string[] = [historyBegin(1)];
  readonly #begin = performance.now();
  readonly #menus: MenuDocument[];

  /** With a store of before, the worker has been started again. */
  constructor(
    groups: GroupSketch[],
    {
      phones = users as readonly User[],
      loggedIn = users as readonly User[],
      store = new FakeCallbackStore(),
      menus = [] as MenuDocument[],
      messageBoxes = [] as MessageBoxDocument[],
      clock = systemClock,
    } = {},
  ) {
    this.callbackStore = store;
    this.#menus = menus;
    for (const user of phones) this.signaling.phones.set(userIds[user], ["ipPhone"]);
    this.signaling.ringing = (ring) => this.#note(`${nameOf(ring.userId)} rings`);
    this.media.heard = (leg, what) => this.#note(`${this.#who(leg.id)} hears ${this.#who(what)}`);
    const records: Records = {
      call: (write) => this.writes.push(write),
      callback: (write) => this.callbackStore.write(write),
      message: (write) => this.messages.write(write),
      login: (_group, userId, on) => this.logins.push(`${nameOf(userId)} ${on ? "in" : "out"}`),
      personalState: (userId, state) => this.personalStates.push(`${nameOf(userId)} ${state.presenceName}`),
      written: () => this.callbackStore.flush(),
    };
    const log = createLog("test", "warn", (line) => (line.includes('"level":"error"') ? this.errors : this.warnings).push(line));
    const library: AudioLibrary = {
      announcement: ({ announcements }, wanted) => {
        const there = announcements.some(({ id }) => id === wanted);
        return there ? `announcement ${Number(wanted.slice(-3))}` : null;
      },
      prompt: (_configuration, language, id) => promptKey(language, id),
    };
    const history: DecisionHistory = { note: (...decision) => this.history.push(historyLine(...decision)) };
    const callbacks = this.callbackStore;
    const mended = (what: string) => void this.mended.push(what);
    const parts = { ...this, history, mended, records, callbacks, library, clock, log, changed: () => void this.changes++ };
    const configuration = configurationOf(groups, 1, menus, messageBoxes);
    const saved = users.map((user) => ({
      userId: userIds[user],
      paused: false,
      pauseReason: null,
      presence: "available" as const,
      presenceName: "Paikalla",
      loggedInGroups: loggedIn.includes(user) ? configuration.groups.map((group) => group.id) : [],
    }));
    this.organisation = new Organisation(parts, configuration, saved, 1);
    this.organisation.callbacks.restore(store.restarted());
    this.directory = new HouseDirectory(log);
    this.directory.add(this.organisation);
  }

  /** A caller from outside, or a user of the organisation. */
  async call(group: string, { by, number = "0401234567", ...options }: CallOptions = {}): Promise<FakeIncoming> {
    const caller: Caller = by
      ? { kind: "user", organisationId: "organisation", userId: userIds[by] }
      : { kind: "trunk", organisationId: "organisation", trunkId: "t", number, name: null };
    const incoming = new FakeIncoming(digitsOf(group), caller, options);
    this.callers.push(incoming);
    this.directory.receive(incoming);
    await settle();
    return incoming;
  }

  /** The user's own call: to a colleague, to a number outside, or a star code. */
  async dial(user: User, dialled: string, options: Omit<CallOptions, "by" | "number"> = {}): Promise<FakeIncoming> {
    const incoming = new FakeIncoming(dialled, { kind: "user", organisationId: "organisation", userId: userIds[user] }, options);
    this.callers.push(incoming);
    this.directory.receive(incoming);
    await settle();
    return incoming;
  }

  /** The phone of the user that rings now. */
  ring(user: User): FakeRing {
    const ring = this.signaling.rings.findLast((one) => one.userId === userIds[user] && !one.over);
    if (!ring) throw new Error(`${user} does not ring:\n${this.log.join("\n")}`);
    return ring;
  }

  /** The customer outside who is called at this number now. */
  outsideRing(number = "0401234567"): FakeRing {
    const ring = this.signaling.rings.findLast((one) => one.userId === number && !one.over);
    if (!ring) throw new Error(`${number} is not called:\n${this.log.join("\n")}`);
    return ring;
  }

  /** What the customer or the member of a callback has in his ear. */
  legOf(part: string): FakeMediaLeg {
    return this.media.legs.findLast((leg) => leg.id.includes(`:${part}`))!;
  }

  isRinging(user: User): boolean {
    return this.ringsOf(user) > 0;
  }

  /** How often his phones ring now. */
  ringsOf(user: User): number {
    return this.signaling.rings.filter((one) => one.userId === userIds[user] && !one.over).length;
  }

  async pickUp(user: User): Promise<FakeRing> {
    const ring = this.ring(user);
    ring.pickUp();
    await settle();
    return ring;
  }

  /** The media leg of the nth call from outside. */
  callerLeg(n = 0): FakeMediaLeg {
    return this.media.legs.filter((leg) => !leg.id.includes(":"))[n]!;
  }

  async playedOut(n = 0): Promise<void> {
    this.callerLeg(n).playedOut();
    await settle();
  }

  async pass(seconds: number): Promise<void> {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    await settle();
  }

  configure(groups: GroupSketch[]): void {
    this.organisation.configure(configurationOf(groups, 2, this.#menus));
  }

  /** The lines since the last call of this. */
  news(): string[] {
    return this.log.splice(0);
  }

  outcomes(): [string, CallOutcome, string][] {
    const groupOfCall = new Map(
      this.writes.flatMap((write) => (write.kind === "arrival" ? [[write.arrival.id, write.arrival.groupName]] : [])),
    );
    return this.writes.flatMap((write) =>
      write.kind === "end"
        ? [[groupOfCall.get(write.callId)!, write.end.outcome, write.end.outcomeReason] as [string, CallOutcome, string]]
        : [],
    );
  }

  events(): string[] {
    return this.writes.flatMap((write) => (write.kind === "event" ? [write.event.kind] : []));
  }

  /** In the queue, as it was written last. */
  placeOf(recordId: string): Date | undefined {
    const progress = this.writes.flatMap((write) => (write.kind === "progress" && write.callId === recordId ? [write.progress] : []));
    return progress.findLast(({ queuePlace }) => queuePlace)?.queuePlace;
  }

  forecastErrors(): number[] {
    return this.writes.flatMap((write) => (write.kind === "progress" ? (write.progress.forecastErrorSeconds ?? []) : []));
  }

  activity(user: User): string | undefined {
    return this.organisation.state.agents.get(userIds[user])?.activity.kind;
  }

  /** Nobody is left over: each offered call has one outcome, each leg is closed, each member is free. */
  expectBalanced(): void {
    expect(this.errors).toEqual([]);
    const ends = this.writes.flatMap((write) => (write.kind === "end" ? [write.callId] : []));
    const arrivals = this.writes.flatMap((write) => (write.kind === "arrival" ? [write.arrival.id] : []));
    expect([...ends].sort()).toEqual([...arrivals].sort());
    expect(this.organisation.sessions.size).toBe(0);
    const waiting = [...this.organisation.state.calls.values()].filter(({ kind }) => kind === "live");
    expect(waiting).toEqual([]);
    expect(this.media.legs.filter((leg) => leg.open).map((leg) => leg.id)).toEqual([]);
    expect(this.signaling.rings.filter((ring) => !ring.over || ring.leg?.state === "up").map((ring) => nameOf(ring.userId))).toEqual([]);
    expect(
      this.callers.map((caller) => caller.leg?.state ?? caller.state).filter((state) => /^(up|pending|answering)$/.test(state)),
    ).toEqual([]);
    this.#expectTimelines();
    expect([...this.callbackStore.attempts.values()]).not.toContain(null);
    for (const user of users) expect([user, this.activity(user)]).not.toEqual([user, expect.stringMatching(/talking|offered|ownCall/)]);
  }

  /** The last thing in each timeline is the end, and every ring in it has an end or was answered. */
  #expectTimelines(): void {
    const byCall = new Map<string, string[]>();
    for (const write of this.writes) {
      if (write.kind !== "event") continue;
      const kinds = byCall.get(write.event.callId) ?? [];
      byCall.set(write.event.callId, [...kinds, write.event.kind]);
      expect(write.event.sequence).toBe(kinds.length + 1);
    }
    for (const kinds of byCall.values()) {
      expect([kinds[0], kinds.at(-1)]).toEqual(["arrived", "ended"]);
      const count = (kind: string) => kinds.filter((one) => one === kind).length;
      expect([kinds, count("ringing")]).toEqual([kinds, count("ringEnded") + count("answered")]);
    }
  }

  #who(id: string): string {
    const [call, member] = id.split(":");
    if (member === "customer") return "customer";
    if (member && userIds[nameOf(member) as User]) return nameOf(member);
    return this.organisation.sessions.has(call ?? "") || /^[0-9a-f-]{36}$/.test(call ?? "") ? "caller" : id;
  }

  #note(line: string): void {
    this.log.push(`${Math.round((performance.now() - this.#begin) / 100) / 10} s  ${line}`);
  }
}

/** Everything that is ready to go on has gone on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}
