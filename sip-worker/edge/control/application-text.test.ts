import { expect, test } from "vitest";
import { header, headerValue } from "../message/message.ts";
import { parseApplicationText, withContentType, withOwnAddress } from "./application-text.ts";
import { parseCommand } from "./command.ts";

const text = (...lines: string[]) => lines.join("\r\n");

test("what an application may not set is dropped, known names get their usual spelling", () => {
  const message = parseApplicationText(
    text(
      "INVITE sip:a@b SIP/2.0",
      "via: x",
      "route: <sip:evil>",
      "content-length: 99",
      "call-id: c",
      "X-strange: 1",
      "bad name: 2",
      "",
      "v=0",
    ),
  );
  if (message.kind !== "request") throw new Error("not a request");
  expect(message.headers.map(({ name }) => name)).toEqual(["Call-ID", "X-strange"]);
  expect(message.body).toBe("v=0");
  expect(headerValue(withContentType(message)!, "content-type")).toBe("application/sdp");
});

test("a body of unknown kind cannot be sent in a request", () => {
  const message = parseApplicationText(text("INFO sip:a@b SIP/2.0", "", "Signal=1"));
  if (message.kind !== "request") throw new Error("not a request");
  expect(withContentType(message)).toBeNull();
});

test.each([
  ["from: sip:sipp@localhost", "<sip:sipp@192.0.2.1:5060>"],
  ["contact: <sip:me@localhost;x=y>;expires=60", "<sip:me@192.0.2.1:5060;x=y>;expires=60"],
  ['p-asserted-identity: "N" <sips:5@localhost>', '"N" <sips:5@192.0.2.1:5060>'],
  [
    "call-info: <sip:g@localhost>;purpose=x, <http://localhost/x>;purpose=info",
    "<sip:g@192.0.2.1:5060>;purpose=x, <http://localhost/x>;purpose=info",
  ],
  ["history-info: <sip:a@localhost>;index=1, <sip:b@c>;index=1.1", "<sip:a@192.0.2.1:5060>;index=1, <sip:b@c>;index=1.1"],
  ["to: sip:someone@localhost.example.com", "sip:someone@localhost.example.com"],
])("localhost stands for our own address: %s", (line, expected) => {
  const message = parseApplicationText(text("INVITE sip:a@b SIP/2.0", line, "", ""));
  if (message.kind !== "request") throw new Error("not a request");
  expect(withOwnAddress(message.headers, "192.0.2.1:5060")[0]!.value).toBe(expected);
});

test("a Contact of localhost names the transport too, unless the application or UDP does not want it", () => {
  const contactBy = (contact: string, protocol: string) =>
    withOwnAddress([header("Contact", contact), header("From", "<sip:me@localhost>")], "192.0.2.1:5061", protocol).map(
      ({ value }) => value,
    );
  expect(contactBy("<sip:me@localhost>", "tls")).toEqual(["<sip:me@192.0.2.1:5061;transport=tls>", "<sip:me@192.0.2.1:5061>"]);
  expect(contactBy("<sip:me@localhost;transport=ws>", "wss")[0]).toBe("<sip:me@192.0.2.1:5061;transport=ws>");
  expect(contactBy("<sip:me@localhost>", "udp")[0]).toBe("<sip:me@192.0.2.1:5061>");
});

test.each(["INVITE sip:a b SIP/2.0", "INVITE", "", "INVITE sip:a@b SIP/3.0", "SIP/2.0 99 x"])("%j is no start line", (line) => {
  expect(parseApplicationText(text(line, "", "")).kind).toBe("invalid");
});

test("a proxy order is read with its times", () => {
  const command = parseCommand("id|proxy|T|remainInDialog|fullResponse||simultaneous|500ms|2s|sip:a|sip:b\r\nINVITE sip:a SIP/2.0\r\n\r\n");
  expect(command).toMatchObject({
    type: "proxy",
    transactionId: "T",
    remainInDialog: true,
    followRedirects: false,
    simultaneous: true,
    provisionalTimeoutMs: 500,
    finalTimeoutMs: 2000,
    destinations: ["sip:a", "sip:b"],
  });
});
