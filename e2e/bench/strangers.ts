/** A process that floods a SIP port: `strangers.ts PORT PACKETS_PER_SECOND SECONDS`. From a hundred addresses; everything that scanners send. */
import { createSocket } from "node:dgram";
import { once } from "node:events";

const [port = 5060, perSecond = 2_000, seconds = 60] = process.argv.slice(2).map(Number);
const sockets = Array.from({ length: 100 }, () => createSocket("udp4"));
sockets.forEach((socket, index) => {
  socket.bind(0, `127.0.1.${index + 1}`);
});
await Promise.all(sockets.map((socket) => once(socket, "listening")));
let [sent, bytesSent, bytesReceived] = [0, 0, 0];
for (const socket of sockets) {
  socket.on("message", (bytes) => {
    bytesReceived += bytes.length;
  });
  socket.on("error", () => {});
}

const methods = ["REGISTER", "INVITE", "OPTIONS", "SUBSCRIBE", "MESSAGE"];
function packet(n: number): Buffer {
  if (n % 10 === 9) return Buffer.from(Array.from({ length: 200 }, (_, index) => (index * n) & 255));
  const method = methods[n % methods.length];
  const wrong =
    n % 3 === 0
      ? [
          `Authorization: Digest username="u${n}", realm="jono", nonce="made-up", uri="sip:x", response="00", cnonce="c", nc=00000001, qop=auth`,
        ]
      : [];
  const lines = [
    `${method} sip:${100 + (n % 900)}@127.0.0.1 SIP/2.0`,
    `Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKflood${n};rport`,
    `From: <sip:u${n}@x>;tag=${n}`,
    "To: <sip:8000@x>",
    `Call-ID: flood-${n}`,
    `CSeq: 1 ${method}`,
    "Contact: <sip:u@192.0.2.1>",
    "Max-Forwards: 70",
    ...wrong,
    "Content-Length: 0",
  ];
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`);
}

const began = performance.now();
while (performance.now() - began < seconds * 1000) {
  const due = Math.floor(((performance.now() - began) * perSecond) / 1000);
  for (; sent < due; sent++) {
    const bytes = packet(sent);
    bytesSent += bytes.length;
    sockets[sent % sockets.length]!.send(bytes, port, "127.0.0.1");
  }
  await new Promise((resolve) => setTimeout(resolve, 2));
}
console.log(JSON.stringify({ sent, perSecond: Math.round((sent * 1000) / (performance.now() - began)), bytesSent, bytesReceived }));
process.exit();
