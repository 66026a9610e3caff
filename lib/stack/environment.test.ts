import { describe, expect, test } from "vitest";
import { readEnvironment, readHostPort } from "./environment.ts";

const read = (variables: Record<string, string | undefined> = {}) => {
  const result = readEnvironment(variables);
  if (!result.ok) throw new Error(result.line);
  return result.environment;
};
const lineOf = (variables: Record<string, string>) => {
  const result = readEnvironment(variables);
  return result.ok ? null : result.line;
};

test.each([
  ["127.0.0.1:3010", { host: "127.0.0.1", port: 3010 }],
  ["[::1]:3010", { host: "::1", port: 3010 }],
  ["localhost:1", { host: "localhost", port: 1 }],
])("%s is listened on as %j", (text, read) => expect(readHostPort(text)).toEqual(read));

test("with nothing set everything has a default on loopback", () => {
  expect(read()).toEqual({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATA_DIR: ".data",
    ADMIN_EMAIL: "admin@demo.invalid",
    SIP_LISTEN: ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060"],
    DRACHTIO_PORT: 9022,
    RTP_ADDRESS: "127.0.0.1",
    RTP_PORTS: { min: 20_000, max: 29_999 },
    WORKER_API: "127.0.0.1:3010",
    LOG_LEVEL: "info",
    DECISION_HISTORY: false,
  });
});

test("an empty variable counts as unset, an unknown one is nobody's business", () => {
  expect(read({ PORT: "", DATABASE_URL: "", DEMO: "", PATH: "/bin" })).toEqual(read());
});

describe("what is right", () => {
  test.each([
    ["PORT", "65535", 65_535],
    ["DEMO", "1", true],
    ["DEMO", "0", false],
    ["SIP_LISTEN", "udp:[::1]:5060, tcp:0.0.0.0:5061", ["udp:[::1]:5060", "tcp:0.0.0.0:5061"]],
    ["RTP_PORTS", "30000-30099", { min: 30_000, max: 30_099 }],
    ["WORKER_API", "[::1]:3010", "[::1]:3010"],
    ["DATABASE_URL", "postgres://u@h/d", "postgres://u@h/d"],
  ])("%s=%s", (name, text, value) => expect(read({ [name]: text })).toMatchObject({ [name]: value }));
});

describe("what is wrong is one line with the name, and what was given", () => {
  test.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80a"],
    ["PORT", "0x50"],
    ["PORT", "1e3"],
    ["PORT", " 80"],
    ["PORT", "3000.5"],
    ["DEMO", "yes"],
    ["SIP_LISTEN", "127.0.0.1:5060"],
    ["SIP_LISTEN", "udp:127.0.0.1"],
    ["SIP_LISTEN", "udp:127.0.0.1:5060,"],
    ["SIP_LISTEN", "sctp:127.0.0.1:5060"],
    ["SIP_LISTEN", "udp:127.0.0.1:99999"],
    ["SIP_LISTEN", "udp:127.0.0.1:0"],
    ["RTP_PORTS", "20000"],
    ["RTP_PORTS", "20000-20002"],
    ["RTP_PORTS", "29999-20000"],
    ["RTP_PORTS", "80-20000"],
    ["RTP_PORTS", "20000-70000"],
    ["WORKER_API", "3010"],
    ["WORKER_API", "127.0.0.1:99999"],
    ["RTPENGINE_NG", "127.0.0.1:0"],
    ["LOG_LEVEL", "loud"],
    ["NEXTAUTH_URL", "somewhere"],
    ["ADMIN_EMAIL", "admin"],
  ])("%s=%s", (name, text) => {
    const line = lineOf({ [name]: text });
    expect(line).toContain(`${name}=${text}: `);
    expect(line).not.toContain("\n");
  });
});

test.each([
  ["ADMIN_PASSWORD", "hunter2"],
  ["WORKER_API_SECRET", "too-short"],
  ["NEXTAUTH_SECRET", "too-short"],
  ["API_TOKEN", "too-short"],
  ["DATABASE_URL", "mysql://jono:hunter2@db/jono"],
])("%s is never printed", (name, secret) => {
  const line = lineOf({ [name]: secret });
  expect(line).toContain(`${name}: must `);
  expect(line).not.toContain(secret);
  expect(line).not.toContain("hunter2");
});

test.each([
  [{ SMTP_URL: "smtp://mail.example:587" }, "SMTP_FROM: must be set beside SMTP_URL"],
  [{ SMTP_URL: "mail.example user:hunter2", SMTP_FROM: "jono@example.invalid" }, "SMTP_URL: must begin with smtp:// or smtps://"],
  [{ OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "jono" }, "OIDC_CLIENT_SECRET: must be set beside OIDC_ISSUER"],
  [{ OIDC_ISSUER: "id.example" }, "OIDC_ISSUER=id.example: must be a URL"],
])("mail and sign-in elsewhere need all their parts: %j", (variables, line) => {
  expect(readEnvironment(variables)).toEqual({ ok: false, line });
});
