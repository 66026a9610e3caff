/**
 * What somebody could hear in the time that an answer takes: the work done before it, counted, because times measured on a busy machine say
 * nothing. The same for an account that exists, one that does not, a wrong realm and a ban; whatever is noted of an account comes after.
 */
import { createHash, createHmac } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { OrganisationConfiguration } from "../../lib/domain/configuration.ts";
import type { DigestAlgorithm, SipAccount } from "../ports/accounts.ts";
import { createLog } from "../runtime/log.ts";
import { digestAlgorithms, digestResponse } from "./digest.ts";
import { DrachtioSignaling } from "./drachtio-signaling.ts";
import { GuessLimits } from "./guess-limits.ts";
import { Phones } from "./phones.ts";
import { FakeRequest, FakeSrf } from "./testing/fake-srf.ts";
import { Trunks } from "./trunks.ts";

/** What was hashed since it was last emptied: the algorithm, and how many characters of text. */
const hashed = vi.hoisted((): string[] => []);
const done: string[] = [];

vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  type Updated = { update(text: string): Updated };
  const counting = <Hash extends Updated>(name: string, hash: Hash): Hash => {
    const update = hash.update.bind(hash);
    hash.update = (text: string) => {
      hashed.push(`${name} ${text.length}`);
      return update(text);
    };
    return hash;
  };
  return {
    ...real,
    createHash: (name: string) => counting(name, real.createHash(name)),
    createHmac: (name: string, key: Buffer) => counting(`hmac ${name}`, real.createHmac(name, key)),
    timingSafeEqual: (a: Buffer, b: Buffer) => {
      hashed.push(`compare ${a.length}`);
      return real.timingSafeEqual(a, b);
    },
  };
});

const hashNames: Record<DigestAlgorithm, string> = { MD5: "md5", "SHA-256": "sha256", "SHA-512-256": "sha512-256" };
const ha1Of = (algorithm: DigestAlgorithm, user: string, password: string) =>
  createHash(hashNames[algorithm]).update(`${user}:jono:${password}`).digest("hex");

function house() {
  const srf = new FakeSrf();
  const log = createLog("test", "error");
  const clock = { now: () => 1_000, date: () => new Date(1_772_000_000_000) };
  const phones = new Phones(clock, { save: () => undefined, note: ({ reason }) => done.push(`note ${reason}`) });
  const ha1 = Object.fromEntries(digestAlgorithms.map((name) => [name, ha1Of(name, "101", "secret")])) as SipAccount["ha1"];
  phones.setAccounts([{ id: "a", organisationId: "o", userId: "anna", kind: "ipPhone", username: "101", realm: "jono", ha1 }]);
  const trunks = new Trunks({ clock, log, probe: async () => true, unseal: () => null, register: () => ({ stop: () => undefined }) });
  trunks.configure([] as OrganisationConfiguration[]);
  const guesses = new GuessLimits(clock, () => undefined);
  new DrachtioSignaling({ srf: srf.application, phones, trunks, guesses, realm: "jono", clock, log });
  const send = (method: string, headers: Record<string, string>) => {
    const request = new FakeRequest(method, { Contact: "<sip:101@192.0.2.9>", "Call-ID": "c", CSeq: `1 ${method}`, ...headers });
    const { response } = request;
    const answer = { ...response, send: (...given: Parameters<typeof response.send>) => done.push("answer") && response.send(...given) };
    srf.handlers.get(method.toLowerCase())!(request.request, answer);
    return request.answers[0]!;
  };
  /** The answer to wrong credentials, the work before it, and in which order what followed was done. */
  const tried = (method: string, algorithm: DigestAlgorithm, user: string, password: string, realm = "jono") => {
    const nonce = /nonce="([^"]+)"/.exec(send(method, {}).headers["WWW-Authenticate"] ?? "")![1]!;
    const parts = { algorithm, nonce, nc: "00000001", cnonce: "c", uri: "sip:jono" };
    const response = digestResponse(ha1Of(algorithm, user, password), method, parts);
    const header = `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="sip:jono", response="${response}", algorithm=${algorithm}, cnonce="c", nc=00000001, qop=auth`;
    hashed.length = 0;
    done.length = 0;
    const { status, headers } = send(method, { Authorization: header });
    return { status, headers, hashed: [...hashed], done: [...done] };
  };
  return { tried };
}

const attempts = digestAlgorithms.flatMap((algorithm) => ["REGISTER", "INVITE"].map((method) => ({ algorithm, method })));

test.each(attempts)(
  "$method with $algorithm: an account that exists and one that does not take the same work and get the same",
  (attempt) => {
    const { method, algorithm } = attempt;
    const { tried } = house();
    const known = tried(method, algorithm, "101", "wrong");
    const unknown = tried(method, algorithm, "999", "wrong");
    const elsewhere = tried(method, algorithm, "101", "wrong", "elsewhere");
    expect(known.status).toBe(403);
    expect(known.hashed).toHaveLength(5);
    for (const other of [unknown, elsewhere]) {
      expect({ ...other, done: [] }).toEqual({ ...known, done: [] });
    }
    expect([known.done, unknown.done]).toEqual([["answer", "note wrongPassword"], ["answer"]]);
  },
);

test("a ban is not heard either: the right password takes the same work and gets the same as a wrong one", () => {
  const { tried } = house();
  const wrong = tried("REGISTER", "SHA-256", "101", "wrong");
  for (let tries = 1; tries < 10; tries++) tried("REGISTER", "SHA-256", "101", "wrong");
  const banned = tried("REGISTER", "SHA-256", "101", "secret");
  expect({ ...banned, done: [] }).toEqual({ ...wrong, done: [] });
});

test("the counting itself sees a hash more", () => {
  hashed.length = 0;
  createHmac("sha256", Buffer.alloc(1)).update("text").digest();
  expect(hashed).toEqual(["hmac sha256 4"]);
});
