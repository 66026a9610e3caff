/** Our registration at an operator in virtual time: what is sent when, and what is told. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ConfiguredTrunk } from "../../lib/domain/configuration.ts";
import type { ReceivedResponse, SrfApplication } from "./srf.ts";
import { type RegistrationOutcome, TrunkRegistration } from "./trunk-registration.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const trunk = { id: "t", peer: "operator.example:5060", transport: "udp" } as unknown as ConfiguredTrunk;
const credentials = { user: "jono", password: "sesame", realm: "operator.example" };
type Sent = { headers: Record<string, string>; answer(status: number, headers?: Record<string, string>): void };

function registration() {
  const sent: Sent[] = [];
  const told: RegistrationOutcome[] = [];
  const srf = {
    request: (_uri: string, { headers }: { headers: Record<string, string> }, callback: (error: unknown, request?: unknown) => void) =>
      callback(null, {
        on: (_event: string, listener: (response: ReceivedResponse) => void) =>
          sent.push({ headers, answer: (status, given = {}) => listener({ status, get: (name) => given[name] }) }),
      }),
  } as unknown as SrfApplication;
  const made = new TrunkRegistration(srf, trunk, credentials, (outcome) => told.push(outcome));
  made.start();
  return { made, sent, told };
}
const challenge = (realm: string, rest = "") => ({ "WWW-Authenticate": `Digest realm="${realm}", nonce="n", qop="auth"${rest}` });

test("is challenged once, then refreshed at three quarters of what was granted", () => {
  const { sent, told } = registration();
  sent[0]!.answer(401, challenge("operator.example"));
  expect(sent[1]!.headers.Authorization).toContain('username="jono"');
  expect(sent.map(({ headers }) => headers.CSeq)).toEqual(["1 REGISTER", "2 REGISTER"]);
  sent[1]!.answer(200, { Contact: "<sip:jono@192.0.2.1>;expires=120" });
  expect(told).toEqual([{ registered: true, reason: "registered", status: 200 }]);
  vi.advanceTimersByTime(89_999);
  expect(sent).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(sent).toHaveLength(3);
  expect(sent[2]!.headers["Call-ID"]).toBe(sent[0]!.headers["Call-ID"]);
});

test("a stale nonce is answered again, a second challenge is a wrong password", () => {
  const { sent, told } = registration();
  sent[0]!.answer(401, challenge("operator.example"));
  sent[1]!.answer(401, challenge("operator.example", ", stale=true"));
  sent[2]!.answer(401, challenge("operator.example"));
  expect(sent).toHaveLength(3);
  expect(told).toEqual([{ registered: false, reason: "wrongPassword", status: 401 }]);
});

test("another realm gets nothing", () => {
  const { sent, told } = registration();
  sent[0]!.answer(401, challenge("evil.example"));
  expect([sent.length, told]).toEqual([1, [{ registered: false, reason: "foreignRealm", status: 401 }]]);
});

test.each([
  [403, "wrongPassword"],
  [408, "noAnswer"],
  [503, "noAnswer"],
  [500, "refused"],
])("%s is told as %s, and tried again with growing pauses", (status, reason) => {
  const { sent, told } = registration();
  for (const pause of [5_000, 10_000, 20_000]) {
    sent.at(-1)!.answer(status);
    expect(told.at(-1)).toEqual({ registered: false, reason, status });
    const count = sent.length;
    vi.advanceTimersByTime(pause - 1);
    expect(sent).toHaveLength(count);
    vi.advanceTimersByTime(1);
    expect(sent).toHaveLength(count + 1);
  }
});

test("is taken back when it is stopped", () => {
  const { made, sent, told } = registration();
  sent[0]!.answer(200);
  made.stop();
  expect(sent[1]!.headers.Expires).toBe("0");
  sent[1]!.answer(200);
  vi.advanceTimersByTime(3_600_000);
  expect([sent.length, told.length]).toEqual([2, 1]);
});
