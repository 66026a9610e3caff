/** What is fuzzed: everything that a stranger's bytes reach. Each must answer any input by a value, never by an exception. */
import { parseWav, writeWav } from "../../lib/audio/wav.ts";
import { parseCommand } from "../../sip-worker/edge/control/command.ts";
import { FrameReader } from "../../sip-worker/edge/control/frame.ts";
import { parseMessage } from "../../sip-worker/edge/message/parse.ts";
import { DtmfReceiver } from "../../sip-worker/media/rtp/dtmf-receiver.ts";
import { readRtp } from "../../sip-worker/media/rtp/packet.ts";
import { parseSdp } from "../../sip-worker/media/sdp/parse.ts";
import { parseCredentials } from "../../sip-worker/signaling/digest.ts";
import { parseNameAddr, splitList } from "../../sip-worker/signaling/header-fields.ts";

export interface Target {
  seeds: readonly Uint8Array[];
  run(data: Uint8Array): void;
}

const bytes = (...texts: string[]) => texts.map((text) => Uint8Array.from(Buffer.from(text, "utf8")));
const text = (data: Uint8Array) => Buffer.from(data).toString("latin1");

const sdp = [
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "s=-",
  "c=IN IP4 127.0.0.1",
  "t=0 0",
  "m=audio 30000 RTP/AVP 8 0 101",
  "a=rtpmap:101 telephone-event/8000",
  "a=fmtp:101 0-16",
  "a=sendrecv",
  "",
].join("\r\n");

const invite = [
  "INVITE sip:8000@127.0.0.1 SIP/2.0",
  "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bKabc;rport, SIP/2.0/TCP [2001:db8::1]:5060;branch=z9hG4bKdef",
  'From: "Anna \\"A\\" Koski" <sip:101@127.0.0.1;transport=udp>;tag=1',
  "To: <sip:8000@127.0.0.1>",
  "Call-ID: 1@127.0.0.1",
  "CSeq: 1 INVITE",
  "Contact: <sip:101@127.0.0.1:5070>;expires=60;q=0.5",
  "Max-Forwards: 70",
  "Subject: folded",
  " line",
  "Content-Type: application/sdp",
  `Content-Length: ${sdp.length}`,
  "",
  sdp,
].join("\r\n");

const response =
  "SIP/2.0 200 OK\r\nv: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\nf: <sip:a@b>;tag=1\r\nt: <sip:b@c>;tag=2\r\ni: x\r\nCSeq: 1 BYE\r\nl: 0\r\n\r\n";

const authorization =
  'Digest username="101", realm="jono", nonce="abc.def.ghi", uri="sip:127.0.0.1", response="00112233445566778899aabbccddeeff", algorithm=MD5, cnonce="x", qop=auth, nc=00000001';

const rtpPacket = Uint8Array.from([0x80, 0x88, 0, 1, 0, 0, 0, 160, 1, 2, 3, 4, ...Array<number>(160).fill(0xd5)]);
const keyPacket = Uint8Array.from([0x80, 0xe5, 0, 2, 0, 0, 1, 64, 1, 2, 3, 4, 5, 0x8a, 3, 32]);

const command = "a-1|sip|txn|\r\nSIP/2.0 200 OK\r\ncontact: <sip:a@localhost>\r\n\r\n";
const frames = [command, "a-2|authenticate|secret|tag1,tag2", "a-3|route|invite", "a-4|ping"]
  .map((payload) => `${payload.length}#${payload}`)
  .join("");

export const targets: Record<string, Target> = {
  parser: {
    seeds: bytes(invite, response),
    run: (data) => {
      parseMessage(text(data), { stream: false });
      parseMessage(text(data), { stream: true });
    },
  },
  sdp: { seeds: bytes(sdp), run: (data) => void parseSdp(text(data)) },
  digest: {
    seeds: bytes(authorization, '"Anna" <sip:101@127.0.0.1>;expires=60, sip:102@b;q=0.1'),
    run: (data) => {
      parseCredentials(text(data));
      for (const part of splitList(text(data))) parseNameAddr(part);
    },
  },
  control: {
    seeds: bytes(frames, command),
    run: (data) => {
      parseCommand(text(data));
      new FrameReader(1_048_576).push(text(data));
    },
  },
  rtp: {
    seeds: [rtpPacket, keyPacket],
    run: (data) => {
      const packet = readRtp(data);
      if (packet) new DtmfReceiver().receive(packet, 0);
    },
  },
  wav: { seeds: [writeWav(new Int16Array(2_000))], run: (data) => void parseWav(data) },
};
