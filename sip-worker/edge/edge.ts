/** The edge as a whole: listeners, transactions, user agent core and control listener, started and stopped together. */
import { systemClock } from "../runtime/clock.ts";
import type { Log } from "../runtime/log.ts";
import type { CommandHandler, ControlConnection, ControlSettings } from "./control/connection.ts";
import { Counters } from "./core/counters.ts";
import type { Environment } from "./core/environment.ts";
import { randomIdentifiers } from "./core/identifiers.ts";
import { PeersWithoutTcp } from "./core/large-requests.ts";
import { ProvenSources } from "./core/proven-sources.ts";
import { RegisteredFlows } from "./core/registered-flows.ts";
import type { RequestHandler } from "./core/request-handling.ts";
import { TransactionLayer } from "./core/transaction-layer.ts";
import { UserAgent } from "./core/user-agent.ts";
import { hostOfAddress } from "./message/uri.ts";
import { standardTimers, type TimerValues } from "./transaction/timers.ts";
import { ControlListener } from "./transport/control-listener.ts";
import type { SocketAddress } from "./transport/flow.ts";
import { OutboundApplications, type OutboundLimits } from "./transport/outbound-applications.ts";
import { type HandlerAddress, RequestHandlerClient } from "./transport/request-handler-client.ts";
import { Resolver } from "./transport/resolve.ts";
import type { TlsFiles } from "./transport/tls-files.ts";
import { type ListenerSettings, Transport } from "./transport/transport.ts";

/** Twice T1, so that what is lost is sent once more; the next edge waits longer for the ports (`main.ts`). */
const usualLastAnswersMs = 1_000;

export interface EdgeSettings {
  readonly sip: readonly ListenerSettings[];
  readonly control: SocketAddress;
  readonly secret: string;
  /** Told to peers instead of the bound address; null: the bound one. */
  readonly externalAddress: string | null;
  readonly orphanGraceMs: number;
  /** How long the end waits for peers that owe the last answer of a call. */
  readonly lastAnswersMs?: number;
  /** Who decides about new requests; null: nobody, applications are chosen by verb. */
  readonly requestHandling?: RequestHandling | null;
  /** For TLS and WSS listeners. */
  readonly tls?: TlsFiles | null;
  /** RFC 3261's unless a test wants to wait less. */
  readonly timers?: TimerValues;
}

export interface RequestHandling extends OutboundLimits {
  readonly addresses: readonly HandlerAddress[];
  /** For an answer. */
  readonly answerMs: number;
  /** Requests that wait for an answer or for their application. */
  readonly pendingAtMost: number;
}

export interface RunningEdge {
  /** The listeners as bound: port 0 has become a real one. */
  readonly sip: readonly ListenerSettings[];
  readonly control: SocketAddress;
  readonly counters: Counters;
  /** Transactions and dialogs that are kept, and connections that were opened to applications. */
  sizes(): { servers: number; clients: number; dialogs: number; outbound: number };
  close(): Promise<void>;
}

/** Throws when an address cannot be bound; then nothing stays open. */
export async function startEdge(settings: EdgeSettings, log: Log): Promise<RunningEdge> {
  const transport = new Transport();
  const environment: Environment = {
    clock: systemClock,
    log,
    counters: new Counters(),
    identifiers: randomIdentifiers,
    timers: settings.timers ?? standardTimers,
    transport,
    provenSources: new ProvenSources(),
    registeredFlows: new RegisteredFlows(() => systemClock.now()),
    withoutTcp: new PeersWithoutTcp(() => systemClock.now()),
    resolver: new Resolver(() => systemClock.now()),
    orphanGraceMs: settings.orphanGraceMs,
  };
  const layer = new TransactionLayer(environment);
  const agent = new UserAgent(environment, layer);
  const control = controlOf(settings, transport, agent, environment);
  const outbound = handleRequests(settings, agent, control);
  try {
    for (const listener of settings.sip) await openListener(transport, listener, settings, layer, environment);
    const listener = await ControlListener.open(settings.control, control.settings, control.handler);
    return {
      sip: transport.listeners.map(({ protocol, bound }) => ({ protocol, ...bound })),
      control: listener.address,
      counters: environment.counters,
      sizes: () => ({ ...layer.size, dialogs: agent.core.dialogs.size, outbound: outbound?.size ?? 0 }),
      close: async () => {
        agent.endAll();
        outbound?.close();
        await lastAnswers(agent, layer, environment, settings.lastAnswersMs ?? usualLastAnswersMs);
        await listener.close();
        await transport.close();
      },
    };
  } catch (error) {
    await transport.close();
    throw error;
  }
}

/** A call that was cancelled may be answered in the same moment, and a BYE may have to be said again. */
async function lastAnswers(agent: UserAgent, layer: TransactionLayer, { clock }: Environment, mostMs: number): Promise<void> {
  const end = clock.now() + mostMs;
  while ((layer.awaitsEnds || agent.core.dialogs.size > 0) && clock.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
}

function openListener(
  transport: Transport,
  listener: ListenerSettings,
  settings: EdgeSettings,
  layer: TransactionLayer,
  environment: Environment,
) {
  const { counters, log } = environment;
  return transport.open(listener, settings.externalAddress, settings.tls ?? null, {
    count: (name) => counters.add(name),
    onMessage: (text, flow) => {
      try {
        layer.receive(text, flow);
      } catch (error) {
        // a bug of ours: one message is lost, the edge goes on
        counters.add("bugs");
        log.error("message handling failed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    },
  });
}

interface Control {
  readonly settings: Omit<ControlSettings, "takesRoutes">;
  readonly handler: CommandHandler;
}

/** What all control connections share, whichever side opens them. */
function controlOf({ secret }: EdgeSettings, transport: Transport, agent: UserAgent, environment: Environment): Control {
  const { counters, log, identifiers } = environment;
  const hostPorts = () =>
    transport.listeners.map(({ protocol, advertised }) => `${protocol}/${hostOfAddress(advertised.address)}:${advertised.port}`).join(",");
  return {
    settings: { secret, hostPorts, uuid: identifiers.uuid },
    handler: {
      connected: (connection: ControlConnection) => agent.applicationConnected(connection),
      gone: (connection: ControlConnection) => agent.applicationGone(connection),
      sip: (connection, command) => agent.sip(connection, command),
      proxy: (connection, command) => agent.proxy(connection, command),
      refused: (reason) => {
        counters.add(`control.refused.${reason.replaceAll(" ", "-")}`);
        log.warn("application refused", { reason });
      },
    },
  };
}

/** Null: applications are chosen by verb. */
function handleRequests(settings: EdgeSettings, agent: UserAgent, control: Control): OutboundApplications | null {
  const { requestHandling, tls } = settings;
  if (!requestHandling) return null;
  const client = new RequestHandlerClient(requestHandling.addresses, requestHandling.answerMs);
  const outbound = new OutboundApplications(control.settings, control.handler, requestHandling, tls?.ca ?? null);
  const handler: RequestHandler = {
    handles: (method) => client.handles(method),
    ask: (method, question, signal) => client.ask(method, question, signal),
    connect: (target, signal) => outbound.connect(target, signal),
  };
  agent.asksBeforehand(handler, requestHandling.pendingAtMost);
  return outbound;
}
