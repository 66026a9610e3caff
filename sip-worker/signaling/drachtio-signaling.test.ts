/** Who is believed: registrations and calls as they come in, with a network that is the test. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { DigestAlgorithm, SipAccount } from "../ports/accounts.ts";
import type { IncomingCall } from "../ports/signaling.ts";
import { createLog } from "../runtime/log.ts";
import { digestResponse } from "./digest.ts";
import { DrachtioSignaling } from "./drachtio-signaling.ts";
import { type Ban, GuessLimits } from "./guess-limits.ts";
import { Phones } from "./phones.ts";
import { FakeRequest, FakeSrf } from "./testing/fake-srf.ts";
import { Trunks } from "./trunks.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const ha1 = (username: string, password: string) => hash(`${username}:jono:${password}`);
const account: SipAccount = {
  id: "account-101",
  organisationId: "organisation",
  userId: "anna",
  kind: "ipPhone",
  username: "101",
  realm: "jono",
  ha1: { MD5: "-", "SHA-256": ha1("101", "secret"), "SHA-512-256": "-" },
};

function signaling() {
  const srf = new FakeSrf();
  const log = createLog("test", "error");
  const clock = { at: 0, now: () => clock.at, date: () => new Date(1_772_000_000_000 + clock.at) };
  const notes: string[] = [];
  const phones = new Phones(clock, { save: () => undefined, note: (note) => notes.push(note.reason) });
  phones.setAccounts([account]);
  const trunks = new Trunks({ clock, log, probe: async () => true, unseal: () => null, register: () => ({ stop: () => undefined }) });
  const trunk = {
    ...{ id: "t", name: "t", sourceAddresses: ["198.51.100.1"], peer: "198.51.100.1", transport: "udp" as const },
    ...{ callsPerSecond: 10, channels: 2, monitor: true, registration: null },
  };
  const bans: Ban[] = [];
  const guesses = new GuessLimits(clock, (ban) => bans.push(ban));
  const number = (digits: string) => ({ id: digits, digits, test: false, answerMode: "answer" });
  trunks.configure([
    { organisationId: "organisation", trunks: [trunk], users: [], numbers: [number("0200000120")] },
    { organisationId: "neighbour", trunks: [{ ...trunk, id: "t2" }], users: [], numbers: [number("0200000121")] },
  ] as unknown as OrganisationConfiguration[]);
  const refusals: string[] = [];
  const made = new DrachtioSignaling({
    ...{ srf: srf.application, phones, trunks, guesses, realm: "jono", clock, log },
    refused: (reason) => refusals.push(reason),
  });
  const calls: IncomingCall[] = [];
  made.onIncoming((call) => calls.push(call));
  const send = (request: FakeRequest) => {
    srf.handlers.get(request.method.toLowerCase())!(request.request, request.response);
    phones.stop();
    return request.answers;
  };
  return { signaling: made, phones, clock, calls, send, guesses, bans, notes, refusals };
}
type House = ReturnType<typeof signaling>;

const challenged = (answers: FakeRequest["answers"]) => answers[0]?.headers["WWW-Authenticate"] ?? "";
const nonceOf = (answers: FakeRequest["answers"]) => /nonce="([^"]+)"/.exec(challenged(answers))?.[1] ?? "";

interface Given {
  username?: string;
  password?: string;
  nc?: string;
  realm?: string;
  algorithm?: DigestAlgorithm;
}

function authorization(method: string, nonce: string, given: Given = {}): string {
  const { username = "101", password = "secret", nc = "00000001", realm = "jono", algorithm = "SHA-256" } = given;
  const uri = "sip:jono";
  const response = digestResponse(ha1(username, password), method, { algorithm, nonce, nc, cnonce: "c", uri });
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=${algorithm}, cnonce="c", nc=${nc}, qop=auth`;
}

const fields = { Contact: "<sip:101@192.0.2.9>", "Call-ID": "c", CSeq: "1 REGISTER", "User-Agent": "desk phone" };
const nonceFrom = ({ send }: House) => nonceOf(send(new FakeRequest("REGISTER", fields)));
const registration = (house: House, nonce: string, given?: Given, headers = {}) =>
  house.send(new FakeRequest("REGISTER", { ...fields, ...headers, Authorization: authorization("REGISTER", nonce, given) }));

test("a phone with the right password is registered, and can be rung from then on", () => {
  const house = signaling();
  expect(registration(house, nonceFrom(house))).toMatchObject([{ status: 200, headers: { Contact: "<sip:101@192.0.2.9>;expires=3600" } }]);
  expect(house.signaling.targets("anna")).toMatchObject([{ kind: "ipPhone", uri: "sip:101@192.0.2.9" }]);
});

test("the challenge offers every algorithm on a line of its own, with a new nonce each time", () => {
  const house = signaling();
  const answers = house.send(new FakeRequest("REGISTER", fields));
  expect(answers[0]?.status).toBe(401);
  expect(challenged(answers).split("\r\n")).toHaveLength(3);
  expect(nonceFrom(house)).not.toBe(nonceFrom(house));
});

test("a wrong password, an unknown user and a wrong realm get the same answer", () => {
  const house = signaling();
  const answers = [{ password: "wrong" }, { username: "999" }, { realm: "elsewhere" }, { username: "999", password: "" }].map((given) =>
    registration(house, nonceFrom(house), given),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]).toMatchObject([{ status: 403 }]);
  expect(house.signaling.targets("anna")).toEqual([]);
});

test("the same credentials a second time are challenged anew, as stale, and change nothing", () => {
  const house = signaling();
  const nonce = nonceFrom(house);
  registration(house, nonce);
  const again = registration(house, nonce, {}, { CSeq: "2 REGISTER", Expires: "0" });
  expect(again[0]?.status).toBe(401);
  expect(challenged(again)).toContain("stale=true");
  expect(house.signaling.targets("anna")).toHaveLength(1);
  expect(registration(house, nonce, { nc: "00000002" }, { CSeq: "3 REGISTER" })[0]?.status).toBe(200);
});

test("whoever does not know the password cannot use up another's nonce", () => {
  const house = signaling();
  const nonce = nonceFrom(house);
  expect(registration(house, nonce, { password: "wrong", nc: "ffffffff" })[0]?.status).toBe(403);
  expect(registration(house, nonce)[0]?.status).toBe(200);
});

test("an old, a made-up and another's nonce is stale to everybody alike: it tells nobody whether a password was right", () => {
  const house = signaling();
  const nonce = nonceFrom(house);
  house.clock.at += 300_001;
  const elsewhere = nonceOf(house.send(new FakeRequest("REGISTER", fields, { from: "192.0.2.50" })));
  for (const unusable of [nonce, "made-up", elsewhere]) {
    const answers = [{}, { password: "wrong" }, { username: "999" }].map((given) => registration(house, unusable, given));
    for (const answer of answers) expect(challenged(answer).replaceAll(nonceOf(answer), "")).toContain("stale=true");
    expect(answers.map((answer) => answer[0]?.status)).toEqual([401, 401, 401]);
  }
  expect(house.signaling.targets("anna")).toEqual([]);
});

test("too brief an expiry is 423 with the least allowed; a removal answers without a contact", () => {
  const house = signaling();
  expect(registration(house, nonceFrom(house), {}, { Expires: "5" })).toMatchObject([{ status: 423, headers: { "Min-Expires": "30" } }]);
  const gone = registration(house, nonceFrom(house), {}, { Contact: "*", Expires: "0" });
  expect(gone[0]?.status).toBe(200);
  expect(gone[0]?.headers.Contact).toBeUndefined();
});

const invite = (headers: Record<string, string>, options = {}) => new FakeRequest("INVITE", { Contact: "<sip:x@y>", ...headers }, options);
const trunkCall = (house: House, headers: Record<string, string>, uri = "sip:+358200000120@jono") => {
  const answers = house.send(invite(headers, { uri, from: "198.51.100.1", body: "offer" }));
  return { answers, call: house.calls.at(-1) };
};

test("a call of a registered user is his, whatever its From says", () => {
  const house = signaling();
  const nonce = nonceFrom(house);
  house.send(invite({ From: '"Boss" <sip:100@jono>', Authorization: authorization("INVITE", nonce) }));
  expect(house.calls[0]).toMatchObject({ dialled: "8000", caller: { kind: "user", organisationId: "organisation", userId: "anna" } });
});

test("credentials made for a registration do not open a call", () => {
  const house = signaling();
  const answers = house.send(invite({ Authorization: authorization("REGISTER", nonceFrom(house)) }));
  expect([answers[0]?.status, house.calls.length]).toEqual([403, 0]);
});

test.each([
  [{ From: '"Matti" <sip:+358401234567@carrier>' }, { number: "0401234567", name: "Matti" }],
  [{ From: "<sip:anonymous@anonymous.invalid>" }, { number: null, name: null }],
  [
    { From: "<sip:x@y>", "P-Asserted-Identity": '"M" <sip:+358401234567@c>' },
    { number: "0401234567", name: "M" },
  ],
  [
    { From: "<sip:x@y>", "P-Asserted-Identity": "<tel:+358401234567>" },
    { number: "0401234567", name: null },
  ],
  [
    { From: "<sip:+358401234567@c>", "P-Asserted-Identity": "<sip:+358401234567@c>", Privacy: "id" },
    { number: null, name: null },
  ],
  [
    { From: "<sip:+358401234567@c>", Privacy: "none" },
    { number: "0401234567", name: null },
  ],
  [{ From: '"\u202eexe.png\u2028Bcc: a\t=1+1" <sip:+358401234567@c>' }, { number: "0401234567", name: "exe.png Bcc: a =1+1" }],
  [{ From: '"\u202e" <sip:+358401234567@c>' }, { number: "0401234567", name: null }],
  [{ From: `"${"a".repeat(79)}\u{1f600}b" <sip:+358401234567@c>` }, { number: "0401234567", name: `${"a".repeat(79)}\u{1f600}` }],
])("a trunk's caller %j is shown as %j", (headers, expected) => {
  expect(trunkCall(signaling(), headers as Record<string, string>).call?.caller).toEqual({
    kind: "trunk",
    organisationId: "organisation",
    trunkId: "t",
    ...expected,
  });
});

test("an operator's call is the organisation's whose number was dialled, and takes a channel of its trunk only", () => {
  const house = signaling();
  const callers = ["sip:+358200000120@jono", "sip:0200000121@jono", "sip:00358200000121@jono"].map(
    (uri) => trunkCall(house, {}, uri).call?.caller,
  );
  expect(callers).toMatchObject([
    { organisationId: "organisation", trunkId: "t" },
    { organisationId: "neighbour", trunkId: "t2" },
    { organisationId: "neighbour", trunkId: "t2" },
  ]);
  expect(trunkCall(house, {}, "sip:0200000121@jono").answers).toMatchObject([{ status: 503 }]);
  expect(trunkCall(house, {}).answers).toEqual([]);
});

test("what is no number is 404, a call without a contact 400, a call while draining 503", () => {
  const house = signaling();
  expect(trunkCall(house, {}, "sip:jono").answers).toMatchObject([{ status: 404 }]);
  expect(trunkCall(house, {}, "sip:%zz@jono").answers).toMatchObject([{ status: 404 }]);
  expect(house.send(new FakeRequest("INVITE", {}, { from: "198.51.100.1" }))).toMatchObject([{ status: 400 }]);
  house.signaling.draining = true;
  expect(trunkCall(house, {}).answers).toMatchObject([{ status: 503, headers: { "Retry-After": "30" } }]);
  expect(house.calls).toEqual([]);
});

describe("every refused message is counted by its reason", () => {
  const cases: [string, (house: House) => unknown, number][] = [
    ["challenged", (house) => house.send(new FakeRequest("REGISTER", fields)), 401],
    ["staleNonce", (house) => registration(house, "made-up"), 401],
    ["wrongPassword", (house) => registration(house, nonceFrom(house), { password: "wrong" }), 403],
    ["intervalTooBrief", (house) => registration(house, nonceFrom(house), {}, { Expires: "5" }), 423],
    ["badRegistration", (house) => registration(house, nonceFrom(house), {}, { Contact: "<mailto:a@b>" }), 400],
    ["methodNotAllowed", (house) => house.send(new FakeRequest("MESSAGE")), 405],
    ["contactMissing", (house) => house.send(new FakeRequest("INVITE", {}, { from: "198.51.100.1" })), 400],
    ["notANumber", (house) => trunkCall(house, {}, "sip:jono").answers, 404],
    ["trunkTooManyAtOnce", (house) => [1, 2, 3].map(() => trunkCall(house, {}).answers).at(-1), 503],
    [
      "call486",
      (house) => {
        const { answers, call } = trunkCall(house, {});
        call?.reject(486);
        return answers;
      },
      486,
    ],
  ];
  test.each(cases)("%s", (reason, run, status) => {
    const house = signaling();
    expect(run(house)).toMatchObject([{ status }]);
    expect(house.refusals.at(-1)).toBe(reason);
  });

  test("draining, banned, above the calls a second", () => {
    const house = signaling();
    house.signaling.draining = true;
    trunkCall(house, {});
    house.signaling.draining = false;
    for (let n = 0; n < 11; n++) registration(house, nonceFrom(house), { password: "wrong" });
    for (let n = 0; n < 11; n++) trunkCall(house, {}).call?.reject(486);
    expect(new Set(house.refusals)).toEqual(new Set(["draining", "challenged", "wrongPassword", "banned", "call486", "trunkTooFast"]));
  });
});

test("OPTIONS is answered to anyone; what we do not do is 405", () => {
  const house = signaling();
  expect(house.send(new FakeRequest("OPTIONS"))).toMatchObject([{ status: 200 }]);
  for (const method of ["MESSAGE", "SUBSCRIBE", "PUBLISH"]) expect(house.send(new FakeRequest(method))).toMatchObject([{ status: 405 }]);
});

describe("guessing a password", () => {
  const guess = (house: House, password = "wrong", from = "192.0.2.66") => {
    const nonce = nonceOf(house.send(new FakeRequest("REGISTER", fields, { from })));
    const headers = { ...fields, "Call-ID": nonce, Authorization: authorization("REGISTER", nonce, { password }) };
    return house.send(new FakeRequest("REGISTER", headers, { from }));
  };

  test("ends after ten tries; even the right password then gets the same answer, but not at another address", () => {
    const house = signaling();
    const first = guess(house);
    for (let tries = 1; tries < 10; tries++) expect(guess(house)).toEqual(first);
    expect(house.bans).toMatchObject([{ username: "101", address: "192.0.2.66", organisationId: "organisation" }]);
    expect(guess(house, "secret")).toEqual(first);
    expect(guess(house, "secret", "192.0.2.7")).toMatchObject([{ status: 200 }]);
    house.guesses.restore([]);
    expect(guess(house, "secret")).toMatchObject([{ status: 200 }]);
  });

  test("is noted once a minute for the account, with the reason", () => {
    const house = signaling();
    guess(house);
    guess(house);
    house.clock.at += 60_000;
    guess(house);
    expect(house.notes).toEqual(["wrongPassword", "wrongPassword"]);
  });
});

test("above its calls at once a trunk gets 503 with Retry-After, until a call ends", () => {
  const house = signaling();
  trunkCall(house, {});
  const second = trunkCall(house, {}).call;
  expect(trunkCall(house, {}).answers).toMatchObject([{ status: 503, headers: { "Retry-After": "10" } }]);
  second?.reject(486);
  expect(trunkCall(house, {}).answers).toEqual([]);
});

test("a number with a phone-context is understood, a number that hides behind other digits too", () => {
  const house = signaling();
  expect(trunkCall(house, {}, "sip:200000120;phone-context=+358@jono;user=phone").call?.dialled).toBe("0200000120");
  expect(trunkCall(house, {}, "sip:%D9%A0%D9%A2%D9%A0%D9%A0000120@jono").call?.dialled).toBe("0200000120");
});
