/** What stands in front of every page and route. */
import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";

vi.stubEnv("NODE_ENV", "production");
const { proxy } = await import("../../proxy.ts");

const ask = async (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { ...init, headers: { host: "127.0.0.1:3000", ...init.headers } }));

test("another site cannot make a browser change something here; tools without a browser, and this site, can", async () => {
  const foreign = await ask("/api/v1/groups", { method: "POST", headers: { origin: "https://elsewhere.example" } });
  expect([foreign.status, (await foreign.json()).code]).toEqual([403, "foreignOrigin"]);
  expect((await ask("/api/v1/groups", { method: "POST", headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
  expect((await ask("/api/v1/groups", { method: "POST", headers: { origin: "http://127.0.0.1:3000" } })).status).toBe(200);
  expect((await ask("/api/v1/groups", { method: "POST" })).status).toBe(200);
  expect((await ask("/groups", { headers: { origin: "https://elsewhere.example" } })).status).toBe(200);
});

test("an address that cannot be read is an address of nothing", async () => {
  const answer = await ask("/api/v1/groups/%ff");
  expect([answer.status, (await answer.json()).code]).toEqual([404, "notFound"]);
  expect((await ask("/groups/%C3%A4")).status).toBe(200);
});

test("every page has a policy with a nonce of its own, and is kept by nobody", async () => {
  const policies = await Promise.all([ask("/groups"), ask("/groups")]);
  const nonces = policies.map(({ headers }) => /'nonce-([^']+)'/.exec(headers.get("Content-Security-Policy") ?? "")?.[1]);
  expect(nonces[0]).toBeTruthy();
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(policies[0]!.headers.get("Content-Security-Policy")).not.toContain("unsafe-");
  expect(policies[0]!.headers.get("Cache-Control")).toBe("no-store");
});
