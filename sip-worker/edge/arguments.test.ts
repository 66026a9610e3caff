import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseArguments } from "./arguments.ts";
import { makeCertificate } from "./testing/certificate.ts";

test("listeners, control and secret are read", () => {
  const args = ["--sip", "udp:127.0.0.1:5060", "--sip", "tcp:[::1]:0", "--control", "127.0.0.1:9022", "--secret", "cymru"];
  expect(parseArguments(args, {})).toMatchObject({
    sip: [
      { protocol: "udp", address: "127.0.0.1", port: 5060 },
      { protocol: "tcp", address: "::1", port: 0 },
    ],
    control: { address: "127.0.0.1", port: 9022 },
    secret: "cymru",
  });
});

test.each([
  [["--control", "0.0.0.0:9022", "--secret", "cymru"], "default secret is refused"],
  [[], "no secret"],
  [["--sip", "sctp:127.0.0.1:5060", "--secret", "s"], "expected PROTOCOL:ADDRESS:PORT"],
  [["--sip", "udp:127.0.0.1", "--secret", "s"], "expected PROTOCOL:ADDRESS:PORT"],
  [["--sip", "tls:127.0.0.1:5061", "--secret", "s"], "a tls listener needs a certificate"],
  [["--sip", "wss:127.0.0.1:443", "--secret", "s", "--tls-cert", "none.pem", "--tls-key", "none.pem"], "no such file"],
  [["--sip", "wss:127.0.0.1:443", "--secret", "s", "--tls-cert", "package.json", "--tls-key", "package.json"], "cannot be used"],
  [["--secret"], "needs a value"],
  [["--request-handler", "ftp://127.0.0.1/", "--secret", "s"], "expected [METHOD=]URL"],
  [["--request-handler", "http://user:password@127.0.0.1/", "--secret", "s"], "without user and password"],
  [["--request-handler", "http://127.0.0.1/", "--request-handler", "http://127.0.0.2/", "--secret", "s"], "given twice"],
  [["--port", "1"], "unknown option"],
  [["--control", "9022", "--secret", "s"], "expected ADDRESS:PORT"],
])("%j is refused with what to do", (args, reason) => {
  expect(parseArguments(args, {})).toContain(reason);
});

test("certificate and key may come from the environment", () => {
  const folder = mkdtempSync(join(tmpdir(), "jono-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { cert, key } = makeCertificate();
  writeFileSync(join(folder, "cert.pem"), cert);
  writeFileSync(join(folder, "key.pem"), key);
  const environment = { EDGE_SECRET: "s", SIP_TLS_CERT: join(folder, "cert.pem"), SIP_TLS_KEY: join(folder, "key.pem"), SIP_TLS_CA: "" };
  expect(parseArguments(["--sip", "tls:127.0.0.1:5061"], environment)).toMatchObject({ tls: { cert: Buffer.from(cert), ca: null } });
});

test("the secret may come from the environment, where other users of the machine do not see it", () => {
  expect(parseArguments([], { EDGE_SECRET: "s" })).toMatchObject({ secret: "s", control: { address: "127.0.0.1" } });
});

test("request handlers are one for a method, one for the others, or from the environment", () => {
  const url = "http://127.0.0.1:3000/a?b=c";
  expect(parseArguments(["--secret", "s", "--request-handler", `invite=${url}`, "--request-handler", url], {})).toMatchObject({
    requestHandling: {
      addresses: [
        { method: "INVITE", url },
        { method: null, url },
      ],
    },
  });
  const environment = { EDGE_SECRET: "s", EDGE_REQUEST_HANDLER: `${url} MESSAGE=${url}` };
  expect(parseArguments([], environment)).toMatchObject({ requestHandling: { addresses: [{ method: null }, { method: "MESSAGE" }] } });
  expect(parseArguments(["--secret", "s"], {})).toMatchObject({ requestHandling: null });
});
