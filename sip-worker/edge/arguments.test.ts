import { expect, test } from "vitest";
import { parseArguments } from "./arguments.ts";

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
  [["--secret"], "needs a value"],
  [["--port", "1"], "unknown option"],
  [["--control", "9022", "--secret", "s"], "expected ADDRESS:PORT"],
])("%j is refused with what to do", (args, reason) => {
  expect(parseArguments(args, {})).toContain(reason);
});

test("the secret may come from the environment, where other users of the machine do not see it", () => {
  expect(parseArguments([], { EDGE_SECRET: "s" })).toMatchObject({ secret: "s", control: { address: "127.0.0.1" } });
});
