/** Phones come and go in virtual time. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Binding, BindingStore, RegistrationNote, SipAccount } from "../ports/accounts.ts";
import { systemClock } from "../runtime/clock.ts";
import { Phones } from "./phones.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-03-01T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const account = (id: string, userId: string, kind: SipAccount["kind"] = "ipPhone"): SipAccount => ({
  id,
  organisationId: "organisation",
  userId,
  kind,
  username: id,
  realm: "jono",
  ha1: { MD5: "", "SHA-256": "", "SHA-512-256": "" },
});
const binding = (seconds: number, rest: Partial<Binding> = {}): Binding => ({
  contactUri: "sip:101@10.0.0.1:5060",
  receivedAddress: "192.0.2.7",
  receivedPort: 40_000,
  transport: "udp",
  callId: "c",
  cseq: 1,
  q: 1,
  userAgent: null,
  expiresAt: new Date(Date.now() + seconds * 1000),
  ...rest,
});

class Store implements BindingStore {
  readonly saved: [string, number][] = [];
  save(accountId: string, bindings: Binding[]): void {
    this.saved.push([accountId, bindings.length]);
  }
  readonly notes: string[] = [];
  note({ username, reason }: RegistrationNote): void {
    this.notes.push(`${username} ${reason}`);
  }
}

function phones(...accounts: SipAccount[]) {
  const store = new Store();
  const made = new Phones(systemClock, store);
  const changes: string[] = [];
  made.onChanged((userId) => changes.push(userId));
  made.setAccounts(accounts);
  return { phones: made, store, changes };
}

test("a phone that does not register again is gone the moment its time is over, and that is told once", () => {
  const desk = account("101", "anna");
  const { phones: all, store, changes } = phones(desk);
  all.save(desk, [binding(60)]);
  expect(changes.splice(0)).toEqual(["anna"]);
  vi.advanceTimersByTime(59_999);
  expect([all.targets("anna").length, changes]).toEqual([1, []]);
  vi.advanceTimersByTime(2);
  expect([all.targets("anna"), changes]).toEqual([[], ["anna"]]);
  expect(store.saved.at(-1)).toEqual(["101", 0]);
  vi.advanceTimersByTime(7_200_000);
  expect(changes).toEqual(["anna"]);
  expect(vi.getTimerCount()).toBe(0);
});

test("each of several phones goes at its own time, the others stay", () => {
  const [desk, computer, other] = [account("a", "anna"), account("b", "anna", "workstation"), account("c", "mikko")];
  const { phones: all, changes } = phones(desk, computer, other);
  all.save(desk, [binding(60), binding(90, { contactUri: "sip:second@10.0.0.2" })]);
  all.save(computer, [binding(120)]);
  all.save(other, [binding(4 * 3600)]);
  changes.splice(0);
  const counts = [60_001, 30_000, 30_000].map((ms) => {
    vi.advanceTimersByTime(ms);
    return all.targets("anna").length;
  });
  expect(counts).toEqual([2, 1, 0]);
  expect(changes).toEqual(["anna", "anna", "anna"]);
  vi.advanceTimersByTime(4 * 3_600_000);
  expect(changes.at(-1)).toBe("mikko");
});

test("a phone that registers again stays", () => {
  const desk = account("101", "anna");
  const { phones: all } = phones(desk);
  for (let minute = 0; minute < 10; minute++) {
    all.save(desk, [binding(60)]);
    vi.advanceTimersByTime(59_000);
    expect(all.targets("anna")).toHaveLength(1);
  }
});

test("after a restart what was stored is there, and goes at its time", () => {
  const desk = account("101", "anna");
  const { phones: all, changes } = phones(desk);
  all.restore("101", [binding(45)]);
  expect([all.targets("anna").length, changes]).toEqual([1, []]);
  vi.advanceTimersByTime(45_001);
  expect([all.targets("anna").length, changes]).toEqual([0, ["anna"]]);
});

test("a phone is rung where it registered from, not where its contact says", () => {
  const desk = account("101", "anna");
  const { phones: all } = phones(desk);
  all.save(desk, [binding(60), binding(60, { contactUri: "sip:six@[fd00::1]", receivedAddress: "2001:db8::1", transport: "tcp" })]);
  expect(all.targets("anna")).toEqual([
    { kind: "ipPhone", uri: "sip:101@10.0.0.1:5060", route: "sip:192.0.2.7:40000;transport=udp", phoneAddress: "192.0.2.7" },
    { kind: "ipPhone", uri: "sip:six@[fd00::1]", route: "sip:[2001:db8::1]:40000;transport=tcp", phoneAddress: "2001:db8::1" },
  ]);
});

test("an account that is gone takes its phones with it; one that stays keeps them", () => {
  const [desk, computer] = [account("a", "anna"), account("b", "mikko")];
  const { phones: all } = phones(desk, computer);
  all.save(desk, [binding(60)]);
  all.save(computer, [binding(60)]);
  all.setAccounts([computer]);
  expect([all.targets("anna").length, all.targets("mikko").length, all.account("a")]).toEqual([0, 1, undefined]);
  all.setAccounts([desk, computer]);
  expect(all.targets("anna")).toEqual([]);
});

test("why a phone is gone is noted: taken back, expired, no answer; a refresh is none of these", () => {
  const desk = account("101", "anna");
  const { phones: all, store } = phones(desk);
  all.registered(desk, [binding(60)], "192.0.2.7");
  all.registered(desk, [binding(60)], "192.0.2.7");
  expect(store.notes).toEqual([]);
  all.registered(desk, [], "192.0.2.7");
  all.registered(desk, [binding(60)], "192.0.2.7");
  vi.advanceTimersByTime(60_002);
  all.registered(desk, [binding(60)], "192.0.2.7");
  const [contact] = all.contacts();
  all.lost(contact!);
  all.lost(contact!);
  expect(store.notes).toEqual(["101 unregistered", "101 expired", "101 noAnswer"]);
  expect(all.targets("anna")).toEqual([]);
});
