/**
 * The worker: database -> configuration -> media, edge, signaling -> sessions -> control API. Everything is wired here and
 * nowhere else.
 */
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { recentHandleSeconds, totalsSince } from "../lib/db/call-records.ts";
import { closeDatabase } from "../lib/db/client.ts";
import { savedAgentStates } from "../lib/db/configuration.ts";
import type { Lease } from "../lib/db/leases.ts";
import { messageMailChannel } from "../lib/db/message-records.ts";
import { Notices } from "../lib/db/notices.ts";
import { trunkPasswordName, unseal } from "../lib/db/sealed.ts";
import { sipRealm } from "../lib/db/sip-accounts.ts";
import { webhookChannel } from "../lib/db/webhook-deliveries.ts";
import type { CallWrite } from "../lib/domain/call-record.ts";
import type { OrganisationConfiguration } from "../lib/domain/configuration.ts";
import type { CommandResult, MemberAction } from "../lib/domain/live.ts";
import { startOfLocalDay } from "../lib/domain/opening-hours.ts";
import { mailIsSet, sendMail } from "../lib/mail/mail.ts";
import { environmentOrExit, readHostPort } from "../lib/stack/environment.ts";
import { keptSecret } from "../lib/stack/secrets.ts";
import { WebhookPost } from "../lib/webhook/post.ts";
import { groupMetrics } from "./control-api/group-metrics.ts";
import { LiveStream } from "./control-api/live-stream.ts";
import { edgeMetrics, Metrics } from "./control-api/metrics.ts";
import { ControlApi } from "./control-api/server.ts";
import { startEmbeddedMediaEngine } from "./media/engine/engine.ts";
import { loadSystemPrompts } from "./media/prompts.ts";
import type { MediaEngine } from "./ports/media.ts";
import type { Records } from "./ports/records.ts";
import { systemClock as clock } from "./runtime/clock.ts";
import { type EdgeProcess, EdgeRefused, startEdgeProcess } from "./runtime/edge-process.ts";
import { createLog } from "./runtime/log.ts";
import { logCall } from "./sessions/call-lines.ts";
import { TodayTotals } from "./sessions/day-totals.ts";
import { HouseDirectory } from "./sessions/house-directory.ts";
import { LiveView } from "./sessions/live-view.ts";
import { Organisation } from "./sessions/organisation.ts";
import { DrachtioSignaling } from "./signaling/drachtio-signaling.ts";
import { GuessLimits } from "./signaling/guess-limits.ts";
import { KeepAlive } from "./signaling/keep-alive.ts";
import { Phones } from "./signaling/phones.ts";
import { probe, probeTrunk } from "./signaling/probe.ts";
import { SrfLink } from "./signaling/srf-link.ts";
import { TrunkRegistration } from "./signaling/trunk-registration.ts";
import { Trunks } from "./signaling/trunks.ts";
import { readAccounts, readBindings } from "./store/accounts.ts";
import { AnnouncementLibrary } from "./store/announcement-library.ts";
import { BanWriter } from "./store/ban-writer.ts";
import { BindingWriter } from "./store/binding-writer.ts";
import { LeasedCallbackStore } from "./store/callback-store.ts";
import { ConfigurationSource } from "./store/configuration-source.ts";
import { HistoryFile } from "./store/history-file.ts";
import { Journal } from "./store/journal.ts";
import { LeaseKeeper } from "./store/lease-keeper.ts";
import { MailCourier } from "./store/mail-courier.ts";
import { LeasedMessageStore } from "./store/message-store.ts";
import { messageSummaries } from "./store/message-summaries.ts";
import { type RecordEntry, RecordWriter } from "./store/record-writer.ts";
import { recover } from "./store/recovery.ts";
import { reportMails } from "./store/report-mails.ts";
import { retention, rolling, Upkeep } from "./store/upkeep.ts";
import { WebhookCouriers } from "./store/webhook-courier.ts";

// Prisma plans each kind of query once, in WebAssembly: to make that code fast takes longer than all the planning, while callers wait for a
// worker that comes back.
setFlagsFromString("--liftoff-only");

const drainLimitMs = 20_000;
const environment = environmentOrExit();
const log = createLog("worker", environment.LOG_LEVEL);
if (!environment.DATABASE_URL) refuse("DATABASE_URL is not set: npm start sets it, or name a PostgreSQL of your own");
const databaseUrl: string = environment.DATABASE_URL ?? "";
const dataDir = path.resolve(environment.DATA_DIR);
const ownEdge = environment.DRACHTIO_HOST === undefined;
const controlSecret = environment.DRACHTIO_SECRET ?? randomBytes(24).toString("base64url");
const workerApi = readHostPort(environment.WORKER_API);

const metrics = new Metrics();
const directory = new HouseDirectory(log);
const streams = new Map<string, LiveStream>();
const totals = new Map<string, TodayTotals>();

// Side by side, for the same reason.
const [media, edge, bindings] = await Promise.all([startMedia(), ownEdge ? startEdge() : null, readBindings().catch(onDatabaseAway)]);

const link = new SrfLink(log);
const phones = new Phones(clock, new BindingWriter(log));
const keepAlive = new KeepAlive({
  contacts: () => phones.contacts(),
  lost: (contact) => phones.lost(contact),
  ping: ({ target }) => probe(link.srf, target.uri, target.route),
  log,
});
const installationSecret = environment.INSTALLATION_SECRET ?? (await keptSecret(dataDir, "installation.secret"));
const trunks = new Trunks({
  clock,
  log,
  probe: (trunk) => probeTrunk(link.srf, trunk),
  unseal: (trunkId, sealed) => unseal(installationSecret, trunkPasswordName(trunkId), sealed),
  register: (trunk, credentials, told) => {
    const registration = new TrunkRegistration(link.srf, trunk, credentials, told);
    registration.start();
    return registration;
  },
});
const bans = new BanWriter(log);
const guesses = new GuessLimits(clock, (ban) => {
  log.warn("banned for guessing SIP passwords", { address: ban.address, until: ban.endsAt.toISOString() });
  metrics.count("jono_sip_bans_total");
  bans.add(ban);
});
const countRefusal = (reason: string) => metrics.count(`jono_sip_refused_total{reason="${reason}"}`);
const signaling = new DrachtioSignaling({ srf: link.srf, phones, trunks, guesses, realm: sipRealm, clock, log, refused: countRefusal });
signaling.onIncoming((call) => directory.receive(call));
signaling.onTargetsChanged((userId) => directory.targetsChanged(userId));

const writer = new RecordWriter(log, new Journal<RecordEntry>(path.join(dataDir, "journal.jsonl")));
const library = new AnnouncementLibrary(media);
const upkeep = new Upkeep(clock, log, [retention, rolling]);
const couriers = new WebhookCouriers({
  clock,
  log,
  post: new WebhookPost(),
  installationSecret,
  answered: (delivered) => metrics.count(`jono_webhook_attempts_total{result="${delivered ? "delivered" : "failed"}"}`),
});
const webhookNotices = new Notices(databaseUrl, webhookChannel, "jono-webhooks", {
  told: (organisationId) => couriers.look(organisationId),
  connected: () => couriers.look(null),
  lost: () => undefined,
});
const portal = environment.NEXTAUTH_URL?.replace(/\/$/, "") ?? `http://${environment.HOST}:${environment.PORT}`;
const summaries = new MailCourier({ clock, log, send: sendMail, source: messageSummaries(portal) });
const reportsByMail = new MailCourier({ clock, log, send: sendMail, source: reportMails(portal) });
const mailNotices = new Notices(databaseUrl, messageMailChannel, "jono-mails", {
  told: (organisationId) => summaries.look(organisationId),
  connected: () => summaries.look(null),
  lost: () => undefined,
});
const leases = new LeaseKeeper(await workerId(), log, { begin: takeOver, end: leave });
const configurations = new Map<string, OrganisationConfiguration>();
const source = new ConfigurationSource(databaseUrl, log, { changed: onConfiguration, removed: onRemoved });

const api = new ControlApi({
  secret: environment.WORKER_API_SECRET ?? randomBytes(24).toString("base64url"),
  log,
  live: (organisationId) => streams.get(organisationId) ?? null,
  command,
  waitingCall: ({ organisationId, callId, by, groups, change }) =>
    directory.get(organisationId)?.byHand.act(callId, by, groups, change) ?? { ok: false, reason: "unknownCall" },
  callback: (organisationId, callbackId, action) =>
    directory.get(organisationId)?.callbacks.act(callbackId, action) ?? { ok: false, reason: "unknownCallback" },
  trunks: (organisationId) => trunks.states(organisationId),
  follow: (organisationId) => source.refresh(organisationId),
  readiness: () => ({ database: source.available, sip: link.connected, media: media.running, accepting: !signaling.draining }),
  metrics: async () => {
    const state = await edge?.state();
    const groups = groupMetrics(
      [...streams.values()].map((stream) => stream.now()),
      clock.date(),
    );
    return metrics.text() + groups + (state ? edgeMetrics(state) : "");
  },
});
metrics.gauge("jono_calls", () => directory.callCount());
metrics.gauge("jono_rtp_ports", () => media.portsInUse());
metrics.gauge("jono_records_backlog", () => writer.backlog);
metrics.gauge("process_resident_memory_bytes", () => process.memoryUsage().rss);

await writer.replay();
for (const [accountId, known] of bindings) phones.restore(accountId, known);
await webhookNotices.start();
if (mailIsSet()) await mailNotices.start();
await source.start().catch(onDatabaseAway);
await link.connect(environment.DRACHTIO_HOST ?? "127.0.0.1", environment.DRACHTIO_PORT, controlSecret);
trunks.watch();
keepAlive.start();
await api.listen(workerApi.host, workerApi.port).catch((error: Error) => refuse(`WORKER_API=${environment.WORKER_API}: ${error.message}`));
log.info("worker ready", { organisations: directory.all().length, sip: environment.SIP_LISTEN.join(",") });
process.send?.({ type: "ready" });

process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
process.on("disconnect", () => void stop());

async function startMedia(): Promise<MediaEngine> {
  const engine = await startEmbeddedMediaEngine({
    address: environment.RTP_ADDRESS,
    ports: environment.RTP_PORTS,
    allowLoopback: environment.DEMO ?? environment.RTP_ADDRESS.startsWith("127."),
    forbiddenPorts: [environment.PORT, environment.DRACHTIO_PORT, workerApi.port],
    log,
    onFailed: () => fail("the media thread ended unexpectedly"),
  });
  await loadSystemPrompts(engine);
  return engine;
}

function startEdge(): Promise<EdgeProcess> {
  return startEdgeProcess({
    listen: environment.SIP_LISTEN,
    advertise: environment.SIP_ADVERTISE,
    controlPort: environment.DRACHTIO_PORT,
    secret: controlSecret,
    log,
    died: () => fail("the SIP edge ended unexpectedly"),
  }).catch((error: Error) => (error instanceof EdgeRefused ? refuse(error.message) : fail(error.message)));
}

/** A member who was added a moment ago may be known to the database and not yet here. */
async function command(organisationId: string, userId: string, change: MemberAction): Promise<CommandResult> {
  const act = () => directory.get(organisationId)?.members.act(userId, change) ?? { ok: false as const, reason: "unknownMember" as const };
  const result = act();
  if (result.ok || result.reason === "notNow" || !source.available) return result;
  await source.refresh(organisationId);
  return act();
}

/** A new or changed configuration: the sounds first, then the rules, so that no caller meets a rule without its sound. */
async function onConfiguration(configuration: OrganisationConfiguration): Promise<void> {
  const { organisationId } = configuration;
  configurations.set(organisationId, configuration);
  phones.setAccounts(await readAccounts());
  guesses.restore(await bans.read());
  trunks.configure([...configurations.values()]);
  await library.load(configuration);
  directory.configure(configuration);
  await leases.want(organisationId);
  streams.get(organisationId)?.changed();
}

/**
 * Serves the organisation from now on: what was left behind is put right first, then everything is read, and what follows is one step, so that
 * nothing is half there when the database goes away in between.
 */
async function takeOver(lease: Lease): Promise<void> {
  const { organisationId } = lease;
  const configuration = directory.newest(organisationId);
  if (!configuration) return;
  if (!(await writer.flush())) throw new Error("the database does not take what happened before");
  await recover(lease, configuration, clock.date(), log);
  const callbacks = new LeasedCallbackStore(lease);
  const saved = await savedAgentStates(organisationId);
  const requests = await callbacks.open(clock.date());
  const handled = await recentHandleSeconds(organisationId);
  const counted = await totalsSince(organisationId, startOfLocalDay(clock.date(), configuration.timeZone));

  const seed = randomInt(2 ** 31);
  const history = environment.DECISION_HISTORY ? new HistoryFile(path.join(dataDir, "histories"), lease, seed) : null;
  const written = writer.under(lease);
  const records: Records = { ...written, call: (write) => written.call(noteCall(organisationId, write)) };
  const messages = new LeasedMessageStore(lease, (reason) => metrics.count(`jono_messages_refused_total{reason="${reason}"}`));
  const changed = () => streams.get(organisationId)?.changed();
  const mended = (what: string) => metrics.count(`jono_mended_total{what="${what}"}`);
  const parts = { history, mended, signaling, media, records, callbacks, messages, library, clock, log, changed };
  const organisation = new Organisation(parts, configuration, saved, seed);
  organisation.callbacks.restore(requests);
  // SIGTERM may have come meanwhile.
  if (signaling.draining) organisation.callbacks.drain();
  for (const [groupId, seconds] of handled) organisation.forecast.restore(groupId, seconds);
  const today = new TodayTotals(
    clock,
    () => organisation.configuration.timeZone,
    (id) => organisation.group(id),
  );
  today.restore(counted);
  totals.set(organisationId, today);
  streams.set(organisationId, new LiveStream(new LiveView(organisation, today, clock)));
  directory.add(organisation);
  upkeep.keep(lease);
  couriers.keep(lease);
  if (mailIsSet()) for (const mails of [summaries, reportsByMail]) mails.keep(lease);
}

/** Another worker serves the organisation, or it is gone. */
function leave(organisationId: string): void {
  upkeep.stop(organisationId);
  couriers.stop(organisationId);
  summaries.stop(organisationId);
  reportsByMail.stop(organisationId);
  directory.remove(organisationId);
  streams.get(organisationId)?.end();
  streams.delete(organisationId);
  totals.delete(organisationId);
}

function onRemoved(organisationId: string): void {
  configurations.delete(organisationId);
  leases.forget(organisationId);
  leave(organisationId);
  directory.forget(organisationId);
}

function noteCall(organisationId: string, write: CallWrite): CallWrite {
  totals.get(organisationId)?.note(write);
  logCall(log, write);
  if (write.kind === "end") metrics.count(`jono_calls_total{outcome="${write.end.outcome}"}`);
  return write;
}

/** The same over restarts, so that a restarted worker takes its own leases over at once. */
async function workerId(): Promise<string> {
  const file = path.join(dataDir, "worker-id");
  const known = await readFile(file, "utf8").catch(() => null);
  if (known) return known;
  const made = randomUUID();
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, made);
  return made;
}

/** Not ready at once; calls that go on are not cut before the limit. A second signal does not wait. */
async function stop(): Promise<void> {
  if (signaling.draining) return finish();
  signaling.draining = true;
  leases.askNoMore();
  for (const organisation of directory.all()) organisation.callbacks.drain();
  const end = clock.now() + drainLimitMs;
  while (directory.callCount() > 0 && clock.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
  await finish();
}

let finishing: Promise<void> | null = null;
function finish(): Promise<void> {
  finishing ??= (async () => {
    for (const organisation of directory.all()) organisation.stop();
    trunks.stop();
    keepAlive.stop();
    phones.stop();
    // The last words of whoever leaves a message are told when his leg is closed.
    await media.close();
    await writer.flush();
    couriers.stopAll();
    summaries.stopAll();
    reportsByMail.stopAll();
    await leases.releaseAll();
    await Promise.all([source.stop(), webhookNotices.stop(), mailNotices.stop(), api.close()]);
    link.disconnect();
    await edge?.stop();
    await closeDatabase();
    process.exit(0);
  })();
  return finishing;
}

/** At its first start Jono ends with this line; a worker that has proved itself is started until the database is back. */
function onDatabaseAway(error: Error): never {
  fail(`the database cannot be read: ${error.message.trim().split("\n").at(-1)}`);
}

/** What could be different at the next start (lib/stack/processes.ts). */
function fail(line: string): never {
  console.error(`Jono's worker ends: ${line}`);
  process.exit(1);
}

/** What would be the same at the next start: a setting must be changed. */
function refuse(line: string): never {
  console.error(`Jono's worker cannot run: ${line}`);
  process.exit(2);
}
