/** Our answers to an operator's challenge: for its own realm only, and as RFC 7616 and RFC 2069 compute them. */
import { describe, expect, test } from "vitest";
import { answerChallenge, readChallenges } from "./digest-client.ts";

const mufasa = { user: "Mufasa", password: "Circle of Life", realm: "http-auth@example.org" };
const get = { method: "GET", uri: "/dir/index.html" };
const cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
const rfc = (algorithm: string) =>
  `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const answered = (header: string, credentials = mufasa, request = get) => {
  const answer = answerChallenge(header, credentials, request, cnonce);
  return answer.ok ? answer.header : answer.reason;
};

describe("the examples of RFC 7616 3.9.1", () => {
  test.each([
    ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
    ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
  ])("%s", (algorithm, response) => {
    expect(answered(rfc(algorithm))).toContain(`response="${response}"`);
    expect(answered(rfc(algorithm))).toContain("qop=auth, nc=00000001");
  });
});

test("of several challenges the strongest is answered, in one value or behind another scheme", () => {
  expect(answered(`${rfc("MD5")}, ${rfc("SHA-256")}`)).toContain("algorithm=SHA-256");
  expect(answered(`Bearer realm="x", ${rfc("MD5")}`)).toContain("algorithm=MD5");
  expect(readChallenges(`Bearer realm="x", ${rfc("MD5")}`)).toHaveLength(1);
});

test("another realm than the configured one gets nothing", () => {
  expect(answered(rfc("MD5").replace("http-auth@example.org", "evil.example"))).toBe("foreignRealm");
  expect(answered(`${rfc("SHA-256").replace("http-auth@example.org", "evil.example")}, ${rfc("MD5")}`)).toContain("algorithm=MD5");
});

test.each([
  "",
  "Basic realm=x",
  'Digest realm="http-auth@example.org", nonce="n", algorithm=UNKNOWN',
  'Digest realm="http-auth@example.org"',
])("%j is not understood", (header) => {
  expect(answered(header)).toBe("notUnderstood");
});

test("a challenge without qop is answered as RFC 2069 does", () => {
  const header = answered('Digest realm="http-auth@example.org", nonce="n"');
  expect(header).not.toContain("nc=");
  expect(header).toMatch(/response="[0-9a-f]{32}"/);
});
