import { describe, expect, test } from "vitest";
import type { Binding } from "../ports/accounts.ts";
import { maxContacts, type RegisterRequest, register } from "./registrar.ts";

const now = new Date("2026-03-01T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const request = (contact: string | null, rest: Partial<RegisterRequest> = {}): RegisterRequest => ({
  contact,
  expires: null,
  callId: "call-1",
  cseq: 1,
  userAgent: "phone",
  address: "192.0.2.1",
  port: 5060,
  transport: "udp",
  ...rest,
});
const phone = (n: number) => `<sip:101@192.0.2.${n}:5060>`;

function accepted(present: Binding[], wanted: RegisterRequest, at = now) {
  const result = register(present, wanted, at);
  if (result.status !== 200) throw new Error(JSON.stringify(result));
  return result;
}
const secondsOf = (present: Binding[], wanted: RegisterRequest) =>
  accepted(present, wanted).bindings.map((binding) => (binding.expiresAt.getTime() - now.getTime()) / 1000);

describe("how long a contact stays", () => {
  test.each([
    ["nothing said", phone(1), null, [3600]],
    ["the header", phone(1), "120", [120]],
    ["the contact's own, before the header", `${phone(1)};expires=60`, "120", [60]],
    ["the shortest allowed", phone(1), "30", [30]],
    ["the longest allowed", phone(1), "3600", [3600]],
    ["longer is shortened", phone(1), "3601", [3600]],
    ["more than 32 bits", phone(1), "9999999999", [3600]],
    ["nothing: it goes", phone(1), "0", []],
  ])("%s", (_what, contact, expires, expected) => {
    expect(secondsOf([], request(contact, { expires }))).toEqual(expected);
  });

  test.each(["1", "29"])("%s s is too brief: 423 with the least that is allowed", (expires) => {
    expect(register([], request(phone(1), { expires }), now)).toEqual({ status: 423, minExpires: 30 });
  });

  test.each(["-1", "abc", "1.5", "0x10", "99999999999", "1 2"])("%s is no number: 400", (expires) => {
    expect(register([], request(phone(1), { expires }), now)).toMatchObject({ status: 400 });
  });

  test("the answer names every contact with the seconds that are left", () => {
    const first = accepted([], request(phone(1), { expires: "100" }));
    const second = accepted(first.bindings, request(phone(2), { callId: "other", expires: "60" }), later(10));
    expect(second.contacts).toBe(`${phone(1)};expires=90, ${phone(2)};expires=60`);
  });

  test("a contact whose time is over is not there any more", () => {
    const { bindings } = accepted([], request(phone(1), { expires: "60" }));
    expect(accepted(bindings, request(null), later(59.9)).bindings).toHaveLength(1);
    expect(accepted(bindings, request(null), later(60))).toMatchObject({ bindings: [], contacts: "" });
  });
});

describe("the order of requests (RFC 3261 10.3)", () => {
  const { bindings } = accepted([], request(phone(1), { cseq: 5 }));
  test.each([4, 5])("CSeq %s after 5 in the same call changes nothing", (cseq) => {
    expect(register(bindings, request(phone(1), { cseq, expires: "0" }), now)).toMatchObject({ status: 400 });
  });

  test("a higher CSeq, or another call after a restart of the phone, does", () => {
    expect(accepted(bindings, request(phone(1), { cseq: 6, expires: "0" })).bindings).toEqual([]);
    expect(accepted(bindings, request(phone(1), { cseq: 1, callId: "restarted", expires: "0" })).bindings).toEqual([]);
  });

  test("one contact twice in a request is refused whole", () => {
    expect(register([], request(`${phone(1)}, ${phone(1)};expires=60`), now)).toMatchObject({ status: 400 });
  });
});

describe("*", () => {
  const { bindings } = accepted([], request(`${phone(1)}, ${phone(2)}`, { cseq: 5 }));
  test("with Expires 0 removes every contact", () => {
    expect(accepted(bindings, request("*", { cseq: 6, expires: "0" }))).toMatchObject({ bindings: [], contacts: "" });
    expect(accepted(bindings, request(" * ", { cseq: 1, callId: "other", expires: " 0 " })).bindings).toEqual([]);
  });

  test.each([null, "60", "00x"])("with Expires %s is 400", (expires) => {
    expect(register(bindings, request("*", { cseq: 6, expires }), now)).toMatchObject({ status: 400 });
  });

  test("beside another contact is 400", () => {
    expect(register(bindings, request(`*, ${phone(3)}`, { cseq: 6, expires: "0" }), now)).toMatchObject({ status: 400 });
  });

  test("that was overtaken by a later registration of the same call removes nothing", () => {
    expect(register(bindings, request("*", { cseq: 5, expires: "0" }), now)).toMatchObject({ status: 400 });
  });
});

describe("many contacts", () => {
  test(`the ${maxContacts} registered last stay`, () => {
    let present: Binding[] = [];
    for (let n = 1; n <= maxContacts; n++) present = accepted(present, request(phone(n), { callId: `${n}` })).bindings;
    present = accepted(present, request(phone(1), { callId: "1", cseq: 2 })).bindings;
    present = accepted(present, request(phone(9), { callId: "9" })).bindings;
    expect(present.map((binding) => binding.callId)).toEqual(["3", "4", "5", "1", "9"]);
  });

  test("thousands in one request cost no more than reading them", () => {
    const contacts = Array.from({ length: 12_000 }, (_, n) => `<sip:${n}@a>`).join(",");
    const begin = performance.now();
    expect(accepted([], request(contacts)).bindings).toHaveLength(maxContacts);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

test.each(["mailto:a@b", "<tel:+358401>", "<sip:a@b", ";expires=60"])("a contact that is no SIP address (%s) is 400", (contact) => {
  expect(register([], request(contact), now)).toMatchObject({ status: 400 });
});

test.each([
  ["0.7", 0.7],
  ["7", 1],
  ["x", 1],
  ["-1", 1],
])("q=%s counts as %s", (q, expected) => {
  expect(accepted([], request(`${phone(1)};q=${q}`)).bindings[0]?.q).toBe(expected);
});

test("what was refused leaves the contacts as they were, and the answer is no contact", () => {
  const { bindings } = accepted([], request(phone(1)));
  const copy = structuredClone(bindings);
  register(bindings, request(`${phone(2)}, mailto:x@y`, { callId: "2" }), now);
  register(bindings, request("*", { expires: "0", callId: "3" }), now);
  expect(bindings).toEqual(copy);
});
