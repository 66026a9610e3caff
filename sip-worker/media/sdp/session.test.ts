import { expect, test } from "vitest";
import { SdpSession } from "./session.ts";

const rules = { ownAddress: "10.0.0.1", allowLoopback: false, forbiddenPorts: [9022] };
const session = (own: Partial<typeof rules> = {}) => new SdpSession({ sessionId: 7, port: 20_000, rules: { ...rules, ...own } });

interface OfferParts {
  address?: string;
  media?: string[];
  attributes?: string[];
}

/** A phone's offer: PCMA and events at 192.0.2.5:4000 unless told otherwise. */
function offer({ address = "192.0.2.5", media = ["audio 4000 RTP/AVP 8 101"], attributes = [] }: OfferParts = {}): string {
  const lines = media.flatMap((each) => [`m=${each}`, "a=rtpmap:101 telephone-event/8000", ...attributes]);
  return ["v=0", "o=phone 1 1 IN IP4 192.0.2.5", "s=-", `c=IN IP4 ${address}`, "t=0 0", ...lines, ""].join("\r\n");
}

function answered(parts: OfferParts = {}, own: SdpSession = session()) {
  const outcome = own.answer(offer(parts));
  if (!outcome.ok) throw new Error(outcome.refusal);
  return outcome;
}

const refusal = (parts: OfferParts, own = session()) => {
  const outcome = own.answer(offer(parts));
  return outcome.ok ? null : outcome.refusal;
};

test("our offer names both laws and events at our port", () => {
  expect(session().offer().split("\r\n")).toEqual([
    "v=0",
    "o=- 7 1 IN IP4 10.0.0.1",
    "s=-",
    "c=IN IP4 10.0.0.1",
    "t=0 0",
    "m=audio 20000 RTP/AVP 8 0 101",
    "a=rtpmap:8 PCMA/8000",
    "a=rtpmap:0 PCMU/8000",
    "a=rtpmap:101 telephone-event/8000",
    "a=fmtp:101 0-15",
    "a=ptime:20",
    "a=sendrecv",
    "",
  ]);
});

test("the version rises only when something changes", () => {
  const own = session();
  const versions = [
    own.offer(),
    own.offer(),
    answered({}, own).sdp,
    answered({}, own).sdp,
    answered({ attributes: ["a=sendonly"] }, own).sdp,
  ];
  expect(versions.map((sdp) => /o=- 7 (\d+)/.exec(sdp)?.[1])).toEqual(["1", "1", "2", "2", "3"]);
});

test("the answer takes the first codec that the offer names, with the payload types of the offer", () => {
  const { sdp, remote } = answered({
    media: ["audio 4000 RTP/AVP 9 0 8 97 96"],
    attributes: ["a=rtpmap:97 telephone-event/48000", "a=rtpmap:96 telephone-event/8000"],
  });
  expect(sdp).toContain("m=audio 20000 RTP/AVP 0 96\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:96 telephone-event/8000");
  expect(remote).toMatchObject({ codec: "PCMU", payloadType: 0, dtmfPayloadType: 96 });
  expect(remote.incoming).toEqual([
    [0, "PCMU"],
    [8, "PCMA"],
    [96, "dtmf"],
  ]);
});

test("a dynamic payload type may mean A-law, and an rtpmap may give 8 another meaning", () => {
  const { remote } = answered({
    media: ["audio 4000 RTP/AVP 8 99"],
    attributes: ["a=rtpmap:8 opus/48000/2", "a=rtpmap:99 pcma/8000/1"],
  });
  expect(remote).toMatchObject({ codec: "PCMA", payloadType: 99, incoming: [[99, "PCMA"]] });
});

test("other media are refused in their place, also in our later offers", () => {
  const own = session();
  const { sdp } = answered(
    { media: ["video 5000 RTP/AVP 31 32", "audio 5002 RTP/SAVP 8", "audio 4000 RTP/AVP 8", "audio 4002 RTP/AVP 8"] },
    own,
  );
  const lines = (text: string) => text.split("\r\n").filter((line) => line.startsWith("m="));
  const refused = ["m=video 0 RTP/AVP 31", "m=audio 0 RTP/SAVP 8"];
  expect(lines(sdp)).toEqual([...refused, "m=audio 20000 RTP/AVP 8", "m=audio 0 RTP/AVP 8"]);
  expect(lines(own.offer())).toEqual([...refused, "m=audio 20000 RTP/AVP 8 0 101", "m=audio 0 RTP/AVP 8"]);
});

test.each([
  ["a=sendrecv", "a=sendrecv", true, true],
  ["a=sendonly", "a=recvonly", false, true],
  ["a=recvonly", "a=sendonly", true, false],
  ["a=inactive", "a=inactive", false, false],
])("%s is answered %s", (offered, answer, hears, speaks) => {
  const { sdp, remote } = answered({ attributes: [offered] });
  expect(sdp).toContain(`${answer}\r\n`);
  expect(remote).toMatchObject({ hears, speaks });
});

test("0.0.0.0 is hold, not a refusal", () => {
  const { sdp, remote } = answered({ address: "0.0.0.0" });
  expect(sdp).toContain("a=recvonly");
  expect(remote.hears).toBe(false);
});

test("an address of the medium counts before that of the session", () => {
  expect(answered({ attributes: ["c=IN IP4 192.0.2.9"] }).remote.address).toBe("192.0.2.9");
});

test.each([
  "255.255.255.255",
  "224.0.0.5/127",
  "239.1.1.1",
  "240.0.0.1",
  "0.1.2.3",
  "127.0.0.1",
  "phone.example",
  "1.2.3",
  "01.2.3.4",
  "1.2.3.456",
])("no RTP goes to %s", (address) => {
  expect(refusal({ address })).toBe("forbiddenAddress");
});

test("loopback only where it is allowed, and never our own services", () => {
  const local = session({ allowLoopback: true });
  expect(refusal({ address: "127.0.0.1" }, local)).toBeNull();
  expect(refusal({ address: "127.0.0.1", media: ["audio 9022 RTP/AVP 8"] }, local)).toBe("forbiddenAddress");
  expect(refusal({ address: "10.0.0.1", media: ["audio 9022 RTP/AVP 8"] })).toBe("forbiddenAddress");
  expect(refusal({ address: "192.0.2.5", media: ["audio 9022 RTP/AVP 8"] })).toBeNull();
});

test.each([
  ["no G.711", ["audio 4000 RTP/AVP 9 18"]],
  ["only encrypted audio", ["audio 4000 RTP/SAVP 8"]],
  ["only ended audio", ["audio 0 RTP/AVP 8"]],
  ["only video", ["video 4000 RTP/AVP 31"]],
])("%s: no common codec", (_what, media) => {
  expect(refusal({ media })).toBe("noCommonCodec");
});

test("a refused offer changes nothing", () => {
  const own = session();
  answered({ media: ["audio 4000 RTP/AVP 8 101", "video 5000 RTP/AVP 31"] }, own);
  const before = own.offer();
  expect(refusal({ media: ["audio 4000 RTP/AVP 9"] }, own)).toBe("noCommonCodec");
  expect(own.offer()).toBe(before);
});

test("an answer settles where and what we send; anything that we offered may come", () => {
  const own = session();
  own.offer();
  const outcome = own.accept(offer({ media: ["audio 4000 RTP/AVP 0"] }));
  expect(outcome).toMatchObject({ ok: true, remote: { codec: "PCMU", dtmfPayloadType: null, port: 4000 } });
  expect(outcome.ok && outcome.remote.incoming).toEqual([
    [0, "PCMU"],
    [8, "PCMA"],
    [101, "dtmf"],
  ]);
});

test("an answer with other media than offered, or none of ours, is refused", () => {
  const own = session();
  own.offer();
  expect(own.accept(offer({ media: ["audio 4000 RTP/AVP 8", "video 0 RTP/AVP 31"] }))).toEqual({ ok: false, refusal: "malformed" });
  expect(own.accept(offer({ media: ["audio 0 RTP/AVP 8"] }))).toEqual({ ok: false, refusal: "noCommonCodec" });
  expect(own.accept("")).toEqual({ ok: false, refusal: "malformed" });
});
