import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits } from "./limits.ts";
import { formatMessage, headerValue, headerValues, type SipMessage } from "./message.ts";
import { parseNameAddr } from "./name-addr.ts";
import { type ParseFault, parseMessage } from "./parse.ts";
import { sampleRequest } from "./sample.ts";
import { MessageStream } from "./stream.ts";
import { formatSipUri, parseSipUri } from "./uri.ts";
import { parseViaList, withSource } from "./via.ts";

const datagram = { stream: false };

/** A request whose lines are changed by name; null takes the line away. */
function request(changes: Record<string, string | null> = {}, startLine = "OPTIONS sip:service@example.com SIP/2.0", body = ""): string {
  const lines: Record<string, string | null> = {
    Via: "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx",
    "Max-Forwards": "70",
    From: "<sip:a@example.com>;tag=1",
    To: "<sip:service@example.com>",
    "Call-ID": "c1",
    CSeq: `1 ${startLine.split(" ")[0]}`,
    "Content-Length": String(body.length),
    ...changes,
  };
  const head = Object.entries(lines).flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}`));
  return [startLine, ...head, "", body].join("\r\n");
}

function parsed(text: string): SipMessage {
  const result = parseMessage(text, datagram);
  if (result.type !== "message") throw new Error(result.type === "refused" ? result.fault : result.type);
  return result.message;
}

describe("what an application gets is canonical", () => {
  test("folding undone, white space collapsed, names and order kept", () => {
    const message = parsed(
      [
        "INVITE sip:service@example.com;x SIP/2.0",
        "v :  SIP  / 2.0  /UDP",
        "   192.0.2.1 ;branch = z9hG4bKabc ,",
        "\tSIP/2.0/TCP [2001:db8::1] : 5070 ; branch=z9hG4bKd",
        'fRoM:   "A \\" B"',
        "  <sip:a@example.com>  ;  tag  =  x",
        "TO  : sip:service@example.com ;tag = y",
        "i: c1",
        "CSeq: 0007",
        "   INVITE",
        "X-Odd: ;;,,;",
        "s:",
        "",
        "",
      ].join("\r\n"),
    );
    expect(formatMessage(message).split("\r\n").slice(1, -3)).toEqual([
      "v: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKabc, SIP/2.0/TCP [2001:db8::1]:5070;branch=z9hG4bKd",
      'fRoM: "A \\" B" <sip:a@example.com>;tag=x',
      "TO: sip:service@example.com;tag=y",
      "i: c1",
      "CSeq: 7 INVITE",
      "X-Odd: ;;,,;",
      "s: ",
    ]);
  });

  test("bytes of a body are kept, what follows Content-Length is not", () => {
    const body = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join("");
    expect(parsed(`${request({ "Content-Type": "application/x" }, undefined, body)}GET / HTTP/1.1`).body).toBe(body);
  });

  test("a parsed message formatted and parsed again is the same", () => {
    const word = fc.stringMatching(/^[a-z0-9.-]{1,12}$/);
    const value = fc.string({ unit: fc.constantFrom(...'ab \t;,=<>"%:é'.split("")), maxLength: 60 });
    fc.assert(
      fc.property(
        word,
        word,
        fc.array(fc.tuple(word, value), { maxLength: 10 }),
        fc.string({ unit: "binary-ascii", maxLength: 50 }),
        (user, tag, extra, body) => {
          const base = sampleRequest("OPTIONS", { fromTag: tag, callId: user });
          const headers = [
            ...base.headers,
            ...extra.map(([name, text]) => ({ name: `X-${name}`, key: `x-${name}`.toLowerCase(), value: text })),
          ];
          const first = parsed(formatMessage({ ...base, headers, body }));
          expect(parsed(formatMessage(first))).toEqual(first);
          expect(first.body).toBe(body);
        },
      ),
    );
  });
});

describe("malformed requests", () => {
  const cases: [string, string, ParseFault, number][] = [
    ["extra separators", request({ Via: "SIP/2.0/UDP 192.0.2.15;;,;,," }), "badHeaderValue", 400],
    ["unterminated quote", request({ To: '"Mr. J. User <sip:service@example.com>' }), "badHeaderValue", 400],
    ["CSeq too large", request({ CSeq: "36893488147419103232 OPTIONS" }), "badHeaderValue", 400],
    ["CSeq of another method", request({ CSeq: "1 INVITE" }), "cseqMismatch", 400],
    ["negative Content-Length", request({ "Content-Length": "-999" }), "badHeaderValue", 400],
    ["Content-Length beyond the datagram", request({ "Content-Length": "9999" }), "badContentLength", 400],
    ["two From", `${request()}`.replace("To:", "From: <sip:b@example.com>;tag=2\r\nTo:"), "repeatedHeader", 400],
    ["spaces in the Request-URI", request({}, "OPTIONS sip:ser vice@example.com SIP/2.0"), "badRequestUri", 400],
    ["angle brackets around the Request-URI", request({}, "OPTIONS <sip:service@example.com> SIP/2.0"), "badRequestUri", 400],
    ["bare IPv6 host", request({}, "OPTIONS sip:2001:db8::10 SIP/2.0"), "badRequestUri", 400],
    ["trailing space", request({}, "OPTIONS sip:service@example.com SIP/2.0  "), "badStartLine", 400],
    ["another version", request({}, "OPTIONS sip:service@example.com SIP/7.0"), "badVersion", 505],
    ["unknown scheme", request({}, "OPTIONS nobody:knows SIP/2.0"), "unknownScheme", 416],
    ["unknown method", request({}, "RE%47IST%45R sip:example.com SIP/2.0"), "unknownMethod", 501],
    ["long Request-URI", request({}, `OPTIONS sip:${"a".repeat(600)}@example.com SIP/2.0`), "requestUriTooLong", 414],
    ["long header", request({ Subject: "x".repeat(2000) }), "headerTooLong", 400],
    ["too many headers", request().replace("CSeq", `${"X: 1\r\n".repeat(200)}CSeq`), "tooManyHeaders", 400],
    ["too many Via", request({ Via: Array(71).fill("SIP/2.0/UDP a").join(",") }), "tooManyVia", 400],
    ["long message", request({}, undefined, "x".repeat(17_000)), "messageTooLong", 513],
    ["a line without colon", request().replace("CSeq", "nonsense\r\nCSeq"), "badHeaderLine", 400],
    ["a bare line feed", request({ Subject: "a\nX-Evil: 1" }), "controlCharacter", 400],
    ["From full of spaces", request({ From: `<${" ".repeat(1000)}` }), "badHeaderValue", 400],
  ];
  test.each(cases)("%s", (_name, text, fault, status) => {
    const result = parseMessage(text, datagram);
    expect(result).toMatchObject({ type: "refused", fault, status });
  });

  test("responses, ACKs and what lacks the headers of a response get no answer", () => {
    const silent = [
      "SIP/2.0 4294967301 better\r\nVia: SIP/2.0/UDP a\r\n\r\n",
      request({ CSeq: "2 ACK", From: "<" }, "ACK sip:a@b SIP/2.0"),
      request({ "Call-ID": null }),
      "nonsense",
    ];
    for (const text of silent) expect(parseMessage(text, datagram)).toMatchObject({ type: "refused", answerable: null });
  });

  test("mutants never throw and never make a message without what SIP needs", () => {
    const texts = [
      request(),
      request({}, "INVITE sip:a@b SIP/2.0", "v=0\r\n"),
      "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a;branch=z9hG4bKx\r\n\r\n",
    ];
    const edit = fc.record({ at: fc.nat(700), drop: fc.nat(12), insert: fc.string({ unit: "binary-ascii", maxLength: 6 }) });
    const counted = { message: 0, refused: 0, keepAlive: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 4 }), (text, edits) => {
        const mutant = edits.reduce((whole, { at, drop, insert }) => whole.slice(0, at) + insert + whole.slice(at + drop), text);
        const result = parseMessage(mutant, datagram);
        counted[result.type]++;
        if (result.type !== "message") return;
        for (const key of ["via", "from", "to", "call-id", "cseq"]) expect(headerValue(result.message, key)).toBeDefined();
        expect(formatMessage(result.message).split("\r\n\r\n")[0]).not.toMatch(/[^\r]\n/);
      }),
      { numRuns: 2000, seed: 3 },
    );
    expect(counted.message).toBeGreaterThan(50);
    expect(counted.refused).toBeGreaterThan(200);
  });
});

describe("well-formed though unusual", () => {
  test.each([
    ["escaped NUL in the user part", request({}, "REGISTER sip:null-%00-null@example.com SIP/2.0"), "sip:null-%00-null@example.com"],
    [
      "semicolon in the user part",
      request({}, "OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0"),
      "sip:user;par=u%40example.net@example.com",
    ],
    ["three colons", request({}, "OPTIONS sip:user@[2001:db8:::192.0.2.1] SIP/2.0"), "sip:user@[2001:db8:::192.0.2.1]"],
    ["tel", request({}, "INVITE tel:+358401234567 SIP/2.0"), "tel:+358401234567"],
  ])("%s", (_name, text, uri) => {
    expect(parsed(text)).toMatchObject({ uri });
  });

  test.each([
    ["caller<sip:caller@example.com>;tag=323", "caller <sip:caller@example.com>;tag=323"],
    ["<sip:a@b>;tag=x;tag=x", "<sip:a@b>;tag=x;tag=x"],
    ["  <sip:a@b>", "<sip:a@b>"],
    ["isbn:2983792873", "isbn:2983792873"],
    ["<sip:a@b>;tag=4852@host:5060", "<sip:a@b>;tag=4852@host:5060"],
  ])("To: %s", (value, canonical) => {
    expect(headerValue(parsed(request({ To: value })), "to")).toBe(canonical);
  });

  test("unknown Via transports, IPv6 in received with and without brackets", () => {
    const via = "SIP/2.0/UNKNOWN t4.example.com;received=2001:db8::9:255, SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255]";
    expect(headerValues(parsed(request({ Via: via })), "via")).toEqual([via]);
  });
});

test("a SIP URI is written as it was read", () => {
  for (const text of ["sip:a:b@c:5070;lr;x=y?h=v", "sips:+358@[::1]", "sip:host", "sip:a@b;transport=tcp"]) {
    expect(formatSipUri(parseSipUri(text)!)).toBe(text);
  }
  for (const text of ["sip:", "sip:@b", "sip:a@b@c", "sip:a@b:0", "sip:a@b:70000", "sip:a@b;;", "sip:a%4@b", "sip:a@[::1", "sip:a b@c"]) {
    expect(parseSipUri(text)).toBeNull();
  }
});

test("the source of a request is written into its top Via", () => {
  const [plain] = parseViaList("SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKx")!;
  expect(withSource(plain!, "192.0.2.1", 5060)).toBe(plain);
  expect(withSource(plain!, "192.0.2.9", 7000).parameters).toContainEqual({ name: "received", value: "192.0.2.9" });
  const [asking] = parseViaList("SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bKx")!;
  expect(withSource(asking!, "192.0.2.9", 7000).parameters).toContainEqual({ name: "rport", value: "7000" });
});

test("a name-addr never takes more than one value", () => {
  expect(parseNameAddr("<sip:a@b>, <sip:c@d>")).toBeNull();
  expect(parseNameAddr("Bell, Alexander <sip:a@b>")).toBeNull();
});

describe("a stream", () => {
  const one = request({}, "INVITE sip:a@b SIP/2.0", "v=0\r\n");
  const two = request();

  test("cut anywhere gives the same messages", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 30 }), (cuts) => {
        const stream = new MessageStream();
        const wire = `\r\n${one}${two}\r\n\r\n${one}`;
        const out: string[] = [];
        for (let at = 0, cut = 0; at < wire.length; cut++) {
          const size = cuts[cut % cuts.length]!;
          for (const output of stream.push(wire.slice(at, at + size)))
            out.push(output.type === "message" ? output.text.trim() : output.type);
          at += size;
        }
        expect(out).toEqual([one.trim(), two.trim(), "keepAlive", one.trim()]);
        expect(stream.incomplete).toBe(false);
      }),
    );
  });

  test("is broken by a length that is none, two different lengths, garbage, and too much", () => {
    const reasonOf = (wire: string) => new MessageStream().push(wire).at(-1);
    expect(reasonOf(request({ "Content-Length": "-1" }))).toMatchObject({ type: "broken", reason: "badContentLength" });
    expect(reasonOf(two.replace("CSeq", "l: 5\r\nCSeq"))).toMatchObject({ type: "broken", reason: "badContentLength" });
    expect(reasonOf("GET / HTTP/1.1\r\n")).toMatchObject({ type: "broken", reason: "garbage" });
    expect(reasonOf(`OPTIONS sip:a SIP/2.0\r\n${"X: y\r\n".repeat(5000)}`)).toMatchObject({ type: "broken", reason: "tooLong" });
    expect(reasonOf(request({ "Content-Length": String(limits.messageBytes) }))).toMatchObject({ type: "broken", reason: "tooLong" });
    expect(reasonOf(one.replace("Content-Length: 5", "Content-Length: 2"))).toMatchObject({ type: "broken", reason: "garbage" });
  });

  test("waits for the rest of a body that is announced longer", () => {
    const stream = new MessageStream();
    expect(stream.push(one.replace("Content-Length: 5", "Content-Length: 500"))).toEqual([]);
    expect(stream.incomplete).toBe(true);
  });
});
