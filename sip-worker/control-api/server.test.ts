/** The worker's HTTP API as the portal, an operator and a stranger meet it. */
import { once } from "node:events";
import net from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyChange, type LiveCall, type LiveChange, type LiveSnapshot } from "../../lib/domain/live.ts";
import type { LiveLook } from "../../lib/domain/live-look.ts";
import { createLog } from "../runtime/log.ts";
import { LiveStream } from "./live-stream.ts";
import { ControlApi } from "./server.ts";

const organisationId = "8f14e45f-ceea-467f-a8f5-000000000001";
const userId = "8f14e45f-ceea-467f-a8f5-000000000002";
const secret = "a-secret-of-the-test";
const authorised = { Authorization: `Bearer ${secret}` };

const commands: unknown[] = [];
const followed: string[] = [];
const errors: string[] = [];
let ready = true;
let failure: Error | null = null;
let calls: Record<string, LiveCall>;
let live: LiveStream;
let api: ControlApi;
let port: number;
let url: string;

beforeEach(async () => {
  commands.length = followed.length = errors.length = 0;
  [ready, failure, calls] = [true, null, {}];
  live = new LiveStream({
    *look(): Generator<undefined, LiveLook> {
      yield;
      return { organisationId, at: "t", groups: new Map(), agents: new Map(), calls: new Map(Object.entries(calls)) };
    },
  });
  api = new ControlApi({
    secret,
    log: createLog("test", "error", (line) => errors.push(line)),
    live: (id) => (id === organisationId ? live : null),
    command: async (...given) => {
      commands.push(given);
      return { ok: true };
    },
    callback: (...given) => {
      commands.push(given);
      return { ok: false, reason: "notNow" };
    },
    waitingCall: (given) => {
      commands.push(given);
      return { ok: false, reason: "unknownCall" };
    },
    follow: async (id) => {
      if (failure) throw failure;
      followed.push(id);
    },
    trunks: () => [],
    readiness: () => ({ database: ready, sip: true }),
    metrics: async () => "jono_calls 3\n",
  });
  port = await freePort();
  await api.listen("127.0.0.1", port);
  url = `http://127.0.0.1:${port}`;
});
afterEach(() => api.close());

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port: found } = server.address() as net.AddressInfo;
  server.close();
  await once(server, "close");
  return found;
}

const post = (body: string, headers: Record<string, string> = authorised) => fetch(`${url}/commands`, { method: "POST", headers, body });
const pause = { kind: "memberState", organisationId, userId, change: { action: "pause", reason: "lunch" } };

describe("anyone on this machine", () => {
  test("may ask whether it lives, whether it is ready, and for its figures", async () => {
    expect([(await fetch(`${url}/healthz`)).status, (await fetch(`${url}/readyz`)).status]).toEqual([200, 200]);
    expect(await (await fetch(`${url}/metrics`)).text()).toBe("jono_calls 3\n");
    ready = false;
    const response = await fetch(`${url}/readyz`);
    expect([response.status, await response.json()]).toEqual([503, { database: false, sip: true }]);
  });

  test.each([
    ["nothing", {}],
    ["another secret", { Authorization: "Bearer another" }],
    ["a part of it", { Authorization: `Bearer ${secret.slice(0, -1)}` }],
    ["it without the scheme", { Authorization: secret }],
    ["it as Basic", { Authorization: `Basic ${secret}` }],
    ["it in lower case scheme", { Authorization: `bearer ${secret}` }],
  ] as [string, Record<string, string>][])("with %s may neither look nor command", async (_what, headers) => {
    expect((await fetch(`${url}/live?organisation=${organisationId}`, { headers })).status).toBe(401);
    expect((await post(JSON.stringify(pause), headers)).status).toBe(401);
    expect((await fetch(`${url}/anything`, { headers })).status).toBe(401);
    expect(commands).toEqual([]);
  });
});

describe("a command", () => {
  test.each([
    { action: "logIn" },
    { action: "logOut", groupId: userId },
    { action: "pause" },
    { action: "pause", reason: "x".repeat(80) },
    { action: "resume" },
    { action: "finishWrapUp" },
    { action: "setPresence", presence: "busy", name: "Kokous" },
  ])("%j is carried out", async (change) => {
    const response = await post(JSON.stringify({ kind: "memberState", organisationId, userId, change }));
    expect([response.status, await response.json(), commands]).toEqual([200, { ok: true }, [[organisationId, userId, change]]]);
  });

  test("to follow is answered when the configuration is in force; when it cannot be, that is our fault", async () => {
    const follow = JSON.stringify({ kind: "follow", organisationId });
    expect([(await post(follow)).status, followed]).toEqual([200, [organisationId]]);
    failure = new Error("the database is away");
    expect((await post(follow)).status).toBe(500);
    expect(errors).toHaveLength(1);
  });

  test.each(["cancel", "reached", "notReached"])("about a callback (%s) is carried out, and its refusal told", async (action) => {
    const response = await post(JSON.stringify({ kind: "callback", organisationId, callbackId: userId, action }));
    expect([await response.json(), commands]).toEqual([{ ok: false, reason: "notNow" }, [[organisationId, userId, action]]]);
  });

  const memberState = (part: object) => JSON.stringify({ ...pause, ...part });
  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["null", "null"],
    ["a list", "[]"],
    ["no kind", "{}"],
    ["an unknown kind", '{"kind":"reboot"}'],
    ["an organisation that is no id", memberState({ organisationId: "x" })],
    ["an unknown callback action", JSON.stringify({ kind: "callback", organisationId, callbackId: userId, action: "ring" })],
    ["no user", memberState({ userId: undefined })],
    ["an unknown action", memberState({ change: { action: "promote" } })],
    ["a reason that is too long", memberState({ change: { action: "pause", reason: "x".repeat(81) } })],
    ["a presence that is none", memberState({ change: { action: "setPresence", presence: "asleep" } })],
    ["a group that is no id", memberState({ change: { action: "logIn", groupId: "all" } })],
    ["too many bytes", memberState({ change: { action: "pause", reason: "x".repeat(70_000) } })],
    ["far too many bytes", memberState({ change: { action: "pause", reason: "x".repeat(3_000_000) } })],
  ])("of %s is 400, and nothing is done", async (_what, body) => {
    const response = await post(body);
    expect([response.status, (await response.json()).error]).toEqual([400, "badCommand"]);
    expect([commands, errors]).toEqual([[], []]);
  });

  test("that breaks off in the middle harms nobody", async () => {
    const socket = net.connect(port, "127.0.0.1");
    socket.write(`POST /commands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nContent-Length: 100\r\n\r\n{`);
    await once(socket, "connect");
    socket.destroy();
    expect((await post(JSON.stringify(pause))).status).toBe(200);
  });
});

test.each([
  ["GET", "/commands", 404],
  ["POST", "/live", 404],
  ["GET", "/", 404],
  ["GET", "/live?organisation=other", 404],
  ["GET", "/live", 404],
  ["GET", "//", 404],
])("%s %s is %s", async (method, path, status) => {
  expect((await fetch(url + path, { method, headers: authorised })).status).toBe(status);
  expect(errors).toEqual([]);
});

describe("the live stream", () => {
  async function follow() {
    const controller = new AbortController();
    const response = await fetch(`${url}/live?organisation=${organisationId}`, { headers: authorised, signal: controller.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    const next = async (): Promise<{ event: string; data: unknown }> => {
      for (;;) {
        const end = rest.indexOf("\n\n");
        if (end >= 0) {
          const block = rest.slice(0, end);
          rest = rest.slice(end + 2);
          return { event: /^event: (.*)$/m.exec(block)![1]!, data: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) };
        }
        const { value, done } = await reader.read();
        if (done) throw new Error("the stream ended");
        rest += value;
      }
    };
    return { response, next, leave: () => controller.abort(), reader };
  }

  test("begins with a snapshot and goes on with changes that lead to the next one", async () => {
    calls = { a: { callId: "a" } as LiveCall };
    const { response, next, leave } = await follow();
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const first = await next();
    expect(first).toMatchObject({ event: "snapshot", data: { calls } });
    calls = { b: { callId: "b", callerName: "line\nbreak" } as LiveCall };
    live.changed();
    const change = await next();
    expect(change.event).toBe("change");
    expect(applyChange(first.data as LiveSnapshot, change.data as LiveChange)?.calls).toEqual(calls);
    leave();
  });

  test("ends when the worker stops, and the port is free again", async () => {
    const { next, reader } = await follow();
    await next();
    await api.close();
    await expect(reader.read().then(({ done }) => done || Promise.reject(new Error("goes on")))).resolves.toBe(true);
    const again = net.createServer().listen(port, "127.0.0.1");
    await once(again, "listening");
    again.close();
  });
});

test("a port that is taken is told", async () => {
  const second = new ControlApi({ secret, log: createLog("test", "error") } as never);
  await expect(second.listen("127.0.0.1", port)).rejects.toMatchObject({ code: "EADDRINUSE" });
});
