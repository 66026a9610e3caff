/** Reading messages: how long each size and shape takes, and whether twice the size takes twice the time. */
import { refusalOf } from "../../sip-worker/edge/message/acceptable.ts";
import { formatMessage } from "../../sip-worker/edge/message/message.ts";
import { parseMessage } from "../../sip-worker/edge/message/parse.ts";

const usual = [
  "INVITE sip:8000@jono.example SIP/2.0",
  "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKbench;rport",
  "Max-Forwards: 70",
  'From: "A Caller" <sip:0401234567@192.0.2.1>;tag=1928301774',
  "To: <sip:8000@jono.example>",
  "Call-ID: a84b4c76e66710@192.0.2.1",
  "CSeq: 314159 INVITE",
  "Contact: <sip:0401234567@192.0.2.1>",
];
const message = (lines: string[], body = "") => `${[...usual, ...lines, `Content-Length: ${body.length}`].join("\r\n")}\r\n\r\n${body}`;
const repeated = (unit: string, bytes: number) => unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);

/** Each makes a message of about so many bytes. */
const shapes: Record<string, (bytes: number) => string> = {
  "an ordinary call with SDP": (bytes) => message([], repeated("a=rtpmap:8 PCMA/8000\r\n", bytes)),
  "From: < and spaces": (bytes) => message([]).replace(/From: .*/, `From: <${repeated(" ", bytes)}`),
  "one header, many lines": (bytes) => message([`Subject: ${repeated("x\r\n ", bytes)}`]),
  "many headers": (bytes) =>
    message(
      repeated("X-Name: value\n", bytes)
        .split("\n")
        .map((line) => line || "X: y"),
    ),
  "many Via": (bytes) => message([`Via: ${repeated("SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1,", bytes)}SIP/2.0/UDP x`]),
  "many Contact": (bytes) => message([`Contact: ${repeated("<sip:a@b>;q=0.5,", bytes)}<sip:a@b>`]),
  "quotes and backslashes": (bytes) => message([]).replace(/From: .*/, `From: "${repeated('\\"', bytes)}`),
  "commas and brackets": (bytes) => message([`Record-Route: ${repeated("<,>;", bytes)}`]),
  parameters: (bytes) => message([]).replace(/To: .*/, `To: <sip:a@b>${repeated(";a=b", bytes)}`),
  "an escaped URI": (bytes) => message([]).replace("sip:8000@", `sip:${repeated("%41", bytes)}@`),
  "an authorization": (bytes) => message([`Authorization: Digest ${repeated('a="b", ', bytes)}x=y`]),
  "line ends": (bytes) => `${repeated("\r\n", bytes)}${message([])}`,
  "one line without an end": (bytes) => repeated("INVITE ", bytes),
  bytes: (bytes) => String.fromCharCode(...Array.from({ length: bytes }, (_, index) => (index * 7919) & 255)),
};
const sizes = [1_000, 4_000, 8_000, 16_000, 32_000, 64_000];

/** As the edge does it: read, judged and, if it is a message, written again. */
function through(text: string): void {
  const parsed = parseMessage(text, { stream: false });
  if (parsed.type !== "message") return;
  if (parsed.message.kind === "request") refusalOf(parsed.message);
  formatMessage(parsed.message);
}

/** Of many runs the quickest: other work on the machine only ever adds. */
function quickestMs(text: string): number {
  for (let warm = 0; warm < 20; warm++) through(text);
  let quickest = Number.POSITIVE_INFINITY;
  for (let runs = 0; runs < 60; runs++) {
    const begin = performance.now();
    through(text);
    quickest = Math.min(quickest, performance.now() - begin);
  }
  return quickest;
}

export async function run(): Promise<void> {
  console.log(`milliseconds by size in bytes; last: the largest time(2n)/time(n) above 8,000 bytes`);
  console.log(`${"".padEnd(28)}${sizes.map((size) => String(size).padStart(9)).join("")}    ratio`);
  for (const [name, shape] of Object.entries(shapes)) {
    const times = sizes.map((size) => quickestMs(shape(size)));
    const ratios = times.slice(3).map((time, index) => time / times[index + 2]!);
    console.log(
      `${name.padEnd(28)}${times.map((time) => time.toFixed(4).padStart(9)).join("")}${Math.max(...ratios)
        .toFixed(2)
        .padStart(9)}`,
    );
  }
  const ordinary = shapes["an ordinary call with SDP"]!(300);
  const begin = performance.now();
  const count = 20_000;
  for (let n = 0; n < count; n++) through(ordinary);
  console.log(`an INVITE of ${ordinary.length} bytes: ${((count * 1000) / (performance.now() - begin)).toFixed(0)} a second`);
}
