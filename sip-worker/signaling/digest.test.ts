/** Digest authentication against the vectors of the RFCs, and against what strangers send. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DigestAlgorithm, SipAccount } from "../ports/accounts.ts";
import { challenges, digestResponse, isRightResponse, NonceBook, parseCredentials } from "./digest.ts";

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const sha512 = (text: string) => createHash("sha512-256").update(text).digest("hex");

const account = (username: string, realm: string, password: string): SipAccount => {
  const text = `${username}:${realm}:${password}`;
  return {
    id: "account",
    organisationId: "organisation",
    userId: "user",
    kind: "ipPhone",
    username,
    realm,
    ha1: { MD5: md5(text), "SHA-256": sha256(text), "SHA-512-256": sha512(text) },
  };
};

/** RFC 7616 3.9.1. */
const rfcHeader = (algorithm: DigestAlgorithm, response: string) =>
  'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", ' +
  `algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, ` +
  `cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="${response}", ` +
  'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const rfcResponses: [DigestAlgorithm, string][] = [
  ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
  ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
];
const mufasa = account("Mufasa", "http-auth@example.org", "Circle of Life");

describe("the vectors of RFC 7616 3.9.1", () => {
  test.each(rfcResponses)("%s with qop=auth", (algorithm, response) => {
    const credentials = parseCredentials(rfcHeader(algorithm, response))!;
    expect(credentials).toMatchObject({ username: "Mufasa", algorithm, nc: "00000001", uri: "/dir/index.html" });
    expect(digestResponse(mufasa.ha1[algorithm], "GET", credentials)).toBe(response);
    expect(isRightResponse(mufasa, "GET", credentials)).toBe(true);
    expect(isRightResponse(mufasa, "POST", credentials)).toBe(false);
  });

  test("the older vector of RFC 2617 3.5 is the same calculation", () => {
    const nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
    const ha1 = account("Mufasa", "testrealm@host.com", "Circle Of Life").ha1.MD5;
    expect(digestResponse(ha1, "GET", { algorithm: "MD5", nonce, nc: "00000001", cnonce: "0a4f113b", uri: "/dir/index.html" })).toBe(
      "6629fae49393a05397450978507c4ef1",
    );
  });

  test("MD5 is meant when no algorithm is named, in any case of letters otherwise", () => {
    expect(parseCredentials(rfcHeader("MD5", "00").replace("algorithm=MD5, ", ""))?.algorithm).toBe("MD5");
    expect(parseCredentials(rfcHeader("SHA-256", "00").replace("SHA-256", "sha-256"))?.algorithm).toBe("SHA-256");
  });
});

describe("a response is wrong", () => {
  const right = parseCredentials(rfcHeader("SHA-256", rfcResponses[1]![1]))!;
  test("for another realm, though the hash fits", () => {
    const elsewhere = { ...mufasa, realm: "elsewhere" };
    expect(isRightResponse(elsewhere, "GET", right)).toBe(false);
    expect(isRightResponse(mufasa, "GET", { ...right, realm: "elsewhere" })).toBe(false);
  });

  test("for an account that does not exist, whatever is sent, also the hash that stands in for it", () => {
    expect(isRightResponse(undefined, "GET", right)).toBe(false);
    const guessed = { ...right, response: digestResponse(sha256("nobody"), "GET", right) };
    expect(isRightResponse(undefined, "GET", guessed)).toBe(false);
  });

  test("when any one part of it is changed", () => {
    const part = fc.constantFrom("nonce", "uri", "cnonce", "nc", "response");
    fc.assert(
      fc.property(part, fc.string({ minLength: 1 }), (key, text) => {
        fc.pre(right[key as "nonce"].toLowerCase() !== text.toLowerCase());
        expect(isRightResponse(mufasa, "GET", { ...right, [key]: text })).toBe(false);
      }),
    );
  });
});

describe("credentials that cannot be used are none", () => {
  const whole = rfcHeader("SHA-256", "aa");
  test.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["another scheme", "Basic bXVmYXNhOmNpcmNsZQ=="],
    ["no qop", whole.replace("qop=auth, ", "")],
    ["qop=auth-int", whole.replace("qop=auth,", "qop=auth-int,")],
    ["a session algorithm", whole.replace("SHA-256", "SHA-256-sess")],
    ["an algorithm nobody has", whole.replace("SHA-256", "ROT13")],
    ["a count of seven digits", whole.replace("nc=00000001", "nc=0000001")],
    ["a count that is no number", whole.replace("nc=00000001", "nc=0000000g")],
    ["no user name", whole.replace('username="Mufasa", ', "")],
    ["an empty cnonce", whole.replace(/cnonce="[^"]*"/, 'cnonce=""')],
  ])("%s", (_what, header) => {
    expect(parseCredentials(header)).toBeNull();
  });

  test("commas, equal signs and escaped quotes inside quotes belong to the value", () => {
    const header = whole.replace('"Mufasa"', String.raw`"a,b=\"c\\"`);
    expect(parseCredentials(header)?.username).toBe(String.raw`a,b="c\ `.trim());
  });

  test("whatever is sent, it is read without an exception, and in time that grows with its length only", () => {
    const token = fc.constantFrom('"', "\\", ",", "=", "<", ">", " ", "username", "nc=00000001", "qop=auth", "\u0000", "é", "response");
    const hostile = fc.array(token, { maxLength: 200, size: "max" }).map((parts) => `Digest ${parts.join("")}`);
    fc.assert(fc.property(hostile, (header) => void parseCredentials(header)));
    for (const unit of ['"', "\\", ",", '",', "a=", '="\\']) {
      const begin = performance.now();
      parseCredentials(`Digest ${unit.repeat(64_000 / unit.length)}`);
      expect(performance.now() - begin).toBeLessThan(250);
    }
  });
});

describe("a nonce", () => {
  const life = 300_000;
  const book = () => new NonceBook(Buffer.alloc(32, 1));

  test("is fresh until it is five minutes old, then stale", () => {
    const nonces = book();
    const nonce = nonces.issue(1000, "salt", "here");
    expect(nonces.check(nonce, 1, 1000 + life, "here")).toBe("fresh");
    expect(nonces.check(nonce, 2, 1001 + life, "here")).toBe("stale");
  });

  test("serves a count once; a higher one is fresh, an equal, lower or zero one is a replay", () => {
    const nonces = book();
    const nonce = nonces.issue(0, "salt", "here");
    const check = (count: number) => {
      const result = nonces.check(nonce, count, 1, "here");
      if (result === "fresh") nonces.use(nonce, count);
      return result;
    };
    expect([0, 1, 1, 5, 4, 6].map(check)).toEqual(["replayed", "fresh", "replayed", "fresh", "replayed", "fresh"]);
  });

  test("is not used up by looking at it: only the right password does that", () => {
    const nonces = book();
    const nonce = nonces.issue(0, "salt", "here");
    expect(nonces.check(nonce, 0xffffffff, 1, "here")).toBe("fresh");
    expect(nonces.check(nonce, 1, 1, "here")).toBe("fresh");
  });

  test("of another book, or changed in any character, is stale", () => {
    const nonces = book();
    const nonce = nonces.issue(5, "salt", "here");
    expect(new NonceBook(Buffer.alloc(32, 2)).check(nonce, 1, 6, "here")).toBe("stale");
    fc.assert(
      fc.property(fc.nat(nonce.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, character) => {
        const changed = nonce.slice(0, at) + character + nonce.slice(at + 1);
        fc.pre(changed !== nonce);
        expect(nonces.check(changed, 1, 6, "here")).toBe("stale");
      }),
    );
  });

  test("is stale at another address than it was given to", () => {
    const nonces = book();
    const nonce = nonces.issue(0, "salt", "192.0.2.1");
    expect([nonces.check(nonce, 1, 1, "192.0.2.1"), nonces.check(nonce, 1, 1, "192.0.2.2")]).toEqual(["fresh", "stale"]);
  });

  test("that is any text at all is stale, not an exception", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(book().check(text, 1, 0, "here")).toBe("stale");
      }),
    );
  });

  test("that had to be forgotten because there were too many cannot be played again", () => {
    const nonces = book();
    const first = nonces.issue(0, "first", "here");
    nonces.use(first, 1);
    for (let n = 0; n < 20_001; n++) nonces.use(nonces.issue(1, `n${n}`, "here"), 1);
    expect(nonces.check(first, 1, 2, "here")).toBe("stale");
    expect(nonces.check(nonces.issue(2, "new", "here"), 1, 3, "here")).toBe("fresh");
  });
});

test("a challenge for each algorithm, stale only when said so", () => {
  expect(challenges(["SHA-256", "MD5"], "jono", "n", false)).toEqual([
    'Digest realm="jono", nonce="n", algorithm=SHA-256, qop="auth"',
    'Digest realm="jono", nonce="n", algorithm=MD5, qop="auth"',
  ]);
  expect(challenges(["MD5"], "jono", "n", true)).toEqual(['Digest realm="jono", nonce="n", algorithm=MD5, qop="auth", stale=true']);
});
