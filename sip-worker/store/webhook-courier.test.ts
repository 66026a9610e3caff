/** Deliveries on their way from a real database to a receiver of ours on loopback; hours go by on a clock of our own. */
import { createHmac, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, inject, test, vi } from "vitest";
import type { Actor } from "../../lib/domain/actor.ts";
import { type Network, WebhookPost } from "../../lib/webhook/post.ts";
import { makeCertificate } from "../edge/testing/certificate.ts";
import { createLog } from "../runtime/log.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("../../lib/db/client.ts");
const { takeLease } = await import("../../lib/db/leases.ts");
const webhooks = await import("../../lib/db/webhooks.ts");
const deliveries = await import("../../lib/db/webhook-deliveries.ts");
const { WebhookCourier, WebhookCouriers } = await import("./webhook-courier.ts");

const here: Network = { resolve: async () => ["127.0.0.1"], permits: (address) => address === "127.0.0.1" };
const installationSecret = "installation secret of the courier's tests";
const log = createLog("test", "error", () => undefined);

interface Got {
  headers: Record<string, unknown>;
  body: string;
}

let actor: Actor;
let now: number;
let got: Got[];
let answer: (got: Got) => number | Promise<number>;
let server: Server;
const couriers: InstanceType<typeof WebhookCourier>[] = [];

beforeEach(async () => {
  const { id: organisationId } = await db().organisation.create({ data: { name: "courier" } });
  const user = { organisationId, email: `${randomUUID()}@t.invalid`, name: "A", extension: "1", role: "administrator" as const };
  actor = { userId: (await db().user.create({ data: user })).id, organisationId, role: "administrator", name: "A", language: "fi" };
  now = Date.now() + 1000;
  got = [];
  answer = () => 200;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const each = { headers: request.headers, body };
    got.push(each);
    response.writeHead(await answer(each)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  for (const courier of couriers.splice(0)) courier.stop();
  server.closeAllConnections();
  server.close();
});

async function made(name = "Kassa") {
  const settings = { name, url: "https://shop.invalid/", events: ["call.ended" as const], enabled: true };
  const webhook = await webhooks.create(actor, settings, installationSecret);
  if (!webhook.ok) throw new Error(webhook.reason);
  const { port } = server.address() as AddressInfo;
  // The rule asks for https: the receiver of the tests has no certificate.
  await db().webhook.update({ where: { id: webhook.record.id }, data: { url: `http://shop.invalid:${port}/${name}` } });
  return { id: webhook.record.id, secret: webhook.secret };
}

const clock = { now: () => now, date: () => new Date(now) };
const parts = (network = here) => ({ clock, log, post: new WebhookPost(network), installationSecret });
async function courier(network = here) {
  const one = new WebhookCourier((await takeLease(actor.organisationId, "courier", 3600))!, parts(network));
  couriers.push(one);
  return one;
}
async function round(one: InstanceType<typeof WebhookCourier>) {
  one.look();
  await one.idle();
}
const stateOf = async (webhookId: string) => (await deliveries.list(actor, webhookId))?.[0];

test("a delivery is signed over time and body, names itself, and is done when the receiver says 2xx", async () => {
  const { id, secret } = await made();
  const sent = (await deliveries.sendTest(actor, id))!;
  await round(await courier());
  expect(got).toHaveLength(1);
  const { headers, body } = got[0]!;
  expect(JSON.parse(body)).toEqual({ id: sent.id, event: "test", at: sent.at, data: { webhookId: id, webhookName: "Kassa" } });
  const [, time, mac] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(headers["jono-signature"]))!;
  expect(mac).toBe(createHmac("sha256", secret).update(`${time}.${body}`).digest("hex"));
  expect([Number(time), headers["jono-delivery"], headers["jono-event"]]).toEqual([Math.floor(now / 1000), sent.id, "test"]);
  expect(await stateOf(id)).toMatchObject({ state: "delivered", attempts: 1, lastStatus: "200", nextAttemptAt: null });
});

test("an attempt that fails is repeated after 10 s, 1 min, 5 min, 30 min, 1 h, 2 h, 4 h and twice 8 h, and then given up", async () => {
  answer = () => 503;
  const { id } = await made();
  await deliveries.sendTest(actor, id);
  const one = await courier();
  const pauses: number[] = [];
  for (;;) {
    await round(one);
    const { nextAttemptAt } = (await stateOf(id))!;
    if (nextAttemptAt === null) break;
    const dueAt = Date.parse(nextAttemptAt);
    pauses.push((dueAt - now) / 60_000);
    now = dueAt - 1;
    await round(one);
    now = dueAt;
  }
  expect(pauses.map((minutes) => Math.round(minutes * 60))).toEqual([10, 60, 300, 1800, 3600, 7200, 14_400, 28_800, 28_800]);
  expect(await stateOf(id)).toMatchObject({ state: "givenUp", attempts: 10, lastStatus: "503" });
  expect(new Set(got.map(({ headers }) => headers["jono-delivery"])).size).toBe(1);
  expect([got.length, (await webhooks.get(actor, id))?.givenUp]).toEqual([10, 1]);
});

test("what was given up or delivered is delivered anew when asked, with the id that it had", async () => {
  const { id } = await made();
  const sent = (await deliveries.sendTest(actor, id))!;
  const one = await courier();
  await round(one);
  expect(await deliveries.redeliver(actor, id, sent.id)).toMatchObject({ state: "waiting", attempts: 0 });
  await round(one);
  expect(got.map(({ headers }) => headers["jono-delivery"])).toEqual([sent.id, sent.id]);
  expect(await deliveries.redeliver({ ...actor, organisationId: randomUUID() }, id, sent.id)).toBeNull();
});

test("a receiver that does not answer keeps only its own deliveries waiting", async () => {
  const [slow, quick] = [await made("slow"), await made("quick")];
  let let_go: (status: number) => void = () => undefined;
  const held = new Promise<number>((resolve) => {
    let_go = resolve;
  });
  answer = ({ body }) => (body.includes('"slow"') ? held : 200);
  for (const { id } of [slow, quick]) await deliveries.sendTest(actor, id);
  const one = await courier();
  one.look();
  await vi.waitFor(async () => expect((await stateOf(quick.id))?.state).toBe("delivered"), { timeout: 20_000 });
  await deliveries.sendTest(actor, quick.id);
  one.look();
  await vi.waitFor(() => expect(got.filter(({ body }) => body.includes('"quick"'))).toHaveLength(2), { timeout: 20_000 });
  expect((await stateOf(slow.id))?.state).toBe("waiting");
  let_go(200);
  await one.idle();
  expect((await stateOf(slow.id))?.state).toBe("delivered");
});

test("a worker that has lost its lease delivers nothing; the next one does", async () => {
  const { id } = await made();
  await deliveries.sendTest(actor, id);
  const stale = await courier();
  const next = await courier();
  await round(stale);
  expect(got).toHaveLength(0);
  await round(next);
  expect(got).toHaveLength(1);
});

test("an attempt whose worker died is followed by another", async () => {
  const { id } = await made();
  await deliveries.sendTest(actor, id);
  const lease = (await takeLease(actor.organisationId, "courier", 3600))!;
  expect(await deliveries.takeDue(lease, id, new Date(now), 5)).toHaveLength(1);
  const one = await courier();
  await round(one);
  expect(got).toHaveLength(0);
  now += 10_000;
  await round(one);
  expect(await stateOf(id)).toMatchObject({ state: "delivered", attempts: 2 });
});

test("an attempt that ends after a new delivery was asked for leaves that one as it is", async () => {
  const { id } = await made();
  const sent = (await deliveries.sendTest(actor, id))!;
  const one = await courier();
  answer = async () => {
    if (got.length === 1) await deliveries.redeliver(actor, id, sent.id, new Date(now));
    return got.length === 1 ? 500 : 200;
  };
  await round(one);
  expect(got).toHaveLength(2);
  expect(await stateOf(id)).toMatchObject({ state: "delivered" });
});

test("nothing goes to a webhook that is off until it is on again, nor to an address of our own", async () => {
  const { id } = await made();
  await deliveries.sendTest(actor, id);
  await db().webhook.update({ where: { id }, data: { enabled: false } });
  const one = await courier({ ...here, permits: () => false });
  await round(one);
  expect(await stateOf(id)).toMatchObject({ attempts: 0 });
  await db().webhook.update({ where: { id }, data: { enabled: true } });
  await round(one);
  expect([got.length, (await stateOf(id))?.lastStatus]).toEqual([0, "forbiddenAddress"]);
});

test("what the database tells is delivered without anybody looking, also when a webhook is switched on again", async () => {
  const { Notices } = await import("../../lib/db/notices.ts");
  const { id } = await made();
  const all = new WebhookCouriers(parts());
  const delivered = new Promise<void>((resolve) => {
    answer = () => {
      resolve();
      return 200;
    };
  });
  const notices = new Notices(inject("databaseUrl"), deliveries.webhookChannel, "test", {
    told: (organisationId) => {
      now = Date.now() + 1000;
      all.look(organisationId);
    },
    connected: () => undefined,
    lost: () => undefined,
  });
  await notices.start();
  all.keep((await takeLease(actor.organisationId, "courier", 3600))!);
  const { version, name, url, events, enabled } = (await webhooks.get(actor, id))!;
  const settings = { name, url, events, enabled };
  await webhooks.save(actor, id, { ...settings, enabled: false, version });
  await deliveries.sendTest(actor, id);
  expect(got).toEqual([]);
  await webhooks.save(actor, id, { ...settings, version: version + 1 });
  await delivered;
  all.stopAll();
  await notices.stop();
  await vi.waitFor(async () => expect((await stateOf(id))?.state).toBe("delivered"), { timeout: 20_000 });
});

test("a renewed secret signs beside the one before it for a day, then alone; renewed again, the first signs no more", async () => {
  const { id, secret: first } = await made();
  const renewed = async () => {
    const answer = await webhooks.renewSecret(actor, id, installationSecret, new Date(now));
    if (!answer.ok) throw new Error(answer.reason);
    return answer.secret;
  };
  const one = await courier();
  const signedBy = async () => {
    await deliveries.sendTest(actor, id);
    await round(one);
    const { headers, body } = got.at(-1)!;
    const [time = "", ...macs] = String(headers["jono-signature"]).split(",");
    return (secret: string) =>
      macs.indexOf(
        `v1=${createHmac("sha256", secret)
          .update(`${time.slice(2)}.${body}`)
          .digest("hex")}`,
      );
  };
  const second = await renewed();
  const both = await signedBy();
  expect([both(second), both(first)]).toEqual([0, 1]);
  now += 24 * 3_600_000 - 1;
  expect((await signedBy())(first)).toBe(1);
  now += 1;
  const alone = await signedBy();
  expect([alone(second), alone(first)]).toEqual([0, -1]);
  const third = await renewed();
  const fourth = await renewed();
  const last = await signedBy();
  expect([fourth, third, second, first].map(last)).toEqual([0, 1, -1, -1]);
});

test("by https with a certificate that is trusted and is the host's, and to nobody whose certificate is another's", async () => {
  const certificate = makeCertificate("shop.test");
  const heard: string[] = [];
  const tls = createTlsServer(certificate, async (request, response) => {
    for await (const _ of request);
    heard.push(String(request.headers["jono-event"]));
    response.end();
  });
  await new Promise<void>((resolve) => tls.listen(0, "127.0.0.1", resolve));
  const at = async (host: string, network: Network) => {
    const url = `https://${host}:${(tls.address() as AddressInfo).port}/hook`;
    const webhook = await webhooks.create(actor, { name: host, url, events: ["call.ended"], enabled: true }, installationSecret);
    if (!webhook.ok) throw new Error(webhook.reason);
    await deliveries.sendTest(actor, webhook.record.id);
    await round(await courier(network));
    return (await stateOf(webhook.record.id))?.lastStatus;
  };
  const trusting = { ...here, authority: certificate.cert };
  expect(await at("shop.test", trusting)).toBe("200");
  expect(await at("other.test", trusting)).toBe("badCertificate");
  expect(await at("shop.test", here)).toBe("badCertificate");
  expect(await at("shop.test", { ...trusting, permits: () => false })).toBe("forbiddenAddress");
  expect(heard).toEqual(["test"]);
  tls.closeAllConnections();
  await new Promise((resolve) => tls.close(resolve));
});
