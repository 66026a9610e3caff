/** What the other side may do to a delivery, and where one never goes. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Network, WebhookPost } from "./post.ts";
import { signature } from "./signature.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function receiver(answer: RequestListener): Promise<{ port: number; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, seen };
}

const here: Network = { resolve: async () => ["127.0.0.1"], permits: (address) => address === "127.0.0.1" };
const post = (port: number, network = here, timeoutMs?: number) =>
  new WebhookPost(network, timeoutMs).send({ url: `http://shop.invalid:${port}/hook?a=1`, headers: { "X-A": "b" }, body: "{}" });

test("a delivery is posted with its headers to the address that was looked up, and 2xx is taken for yes", async () => {
  const { port, seen } = await receiver((_request, response) => response.writeHead(202).end("ok"));
  expect(await post(port)).toEqual({ ok: true, status: 202 });
  expect(seen[0]).toMatchObject({ method: "POST", url: "/hook?a=1", headers: { "x-a": "b", host: `shop.invalid:${port}` } });
});

test.each([301, 302, 307, 308])("a redirect (%i) is not followed", async (status) => {
  const { port, seen } = await receiver((_request, response) => response.writeHead(status, { Location: "/elsewhere" }).end());
  expect(await post(port)).toEqual({ ok: false, status });
  expect(seen).toHaveLength(1);
});

test("one address that is not permitted is enough to refuse the host, and nobody is called", async () => {
  const { port, seen } = await receiver((_request, response) => response.end());
  const mixed: Network = { ...here, resolve: async () => ["127.0.0.1", "10.0.0.1"] };
  expect(await post(port, mixed)).toEqual({ ok: false, failure: "forbiddenAddress" });
  expect(seen).toHaveLength(0);
});

test("a name whose address changes after the look is still called where it was looked at: it is looked up once", async () => {
  const { port } = await receiver((_request, response) => response.end());
  const answers = [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"]];
  let asked = 0;
  const rebinding: Network = { ...here, resolve: async () => answers[asked++] ?? [] };
  expect(await post(port, rebinding)).toEqual({ ok: true, status: 200 });
  expect(asked).toBe(1);
});

test.each(["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "169.254.169.254"])(
  "the network as it is refuses an address of our own written as %s",
  async (host) => {
    const { port, seen } = await receiver((_request, response) => response.end());
    const sent = new WebhookPost().send({ url: `http://${host}:${port}/`, headers: {}, body: "{}" });
    expect(await sent).toEqual({ ok: false, failure: "forbiddenAddress" });
    expect(seen).toHaveLength(0);
  },
);

test("an answer without end is read up to 64 KB, one that never comes is waited for as long as was said", async () => {
  let written = 0;
  const flood = await receiver((_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384;
    };
    response.on("drain", more);
    more();
  });
  expect(await post(flood.port, here, 60_000)).toEqual({ ok: true, status: 200 });
  const silent = await receiver(() => undefined);
  expect(await post(silent.port, here, 50)).toEqual({ ok: false, failure: "timeout" });
  const unresolved: Network = { ...here, resolve: () => new Promise(() => undefined) };
  expect(await post(silent.port, unresolved, 50)).toEqual({ ok: false, failure: "timeout" });
  expect(written).toBeLessThan(20_000_000);
});

test("what is no answer is told by its reason", async () => {
  const { port } = await receiver((request) => request.socket.end("no http\r\n\r\n"));
  expect(await post(port)).toEqual({ ok: false, failure: "brokenAnswer" });
  expect(await post(1)).toEqual({ ok: false, failure: "notConnected" });
  expect(await post(port, { ...here, resolve: () => Promise.reject(new Error("ENOTFOUND")) })).toEqual({
    ok: false,
    failure: "unknownHost",
  });
});

test("the signature is of the time and the body, by the secret", () => {
  const at = new Date("2026-11-22T06:00:00.900Z");
  expect(signature(["s"], "{}", at)).toMatch(/^t=1795327200,v1=[0-9a-f]{64}$/);
  const others = [signature(["t"], "{}", at), signature(["s"], "{ }", at), signature(["s"], "{}", new Date(at.getTime() + 1000))];
  expect(new Set([signature(["s"], "{}", at), ...others].map((text) => text.split("v1=")[1])).size).toBe(4);
});
