/** The demo's people at work: agents register, callers arrive, and at the end everybody hangs up and goes. */

import type { GroupDocument } from "../../lib/domain/group/group.ts";
import type { LiveSnapshot } from "../../lib/domain/live.ts";
import type { Api } from "../api.ts";
import { type Access, CannotStart } from "./access.ts";
import type { DemoArguments } from "./arguments.ts";
import { exponential } from "./chance.ts";
import { DemoAgent, timesAt } from "./demo-agent.ts";
import { type CallerWorld, demoCall } from "./demo-caller.ts";
import { DemoCarrier } from "./demo-carrier.ts";
import { demoGroup } from "./demo-group.ts";
import type { Figures } from "./figures.ts";

export interface Traffic {
  group: GroupDocument;
  /** Resolves when the signal has been given and all is undone; rejects when the stack is gone. */
  ended: Promise<void>;
}

export async function startTraffic(access: Access, given: DemoArguments, figures: Figures, stop: AbortController): Promise<Traffic> {
  const { api, domain } = access;
  const { signal } = stop;
  const extensions = Array.from({ length: given.agents }, (_, index) => String(101 + index));
  await refuseRealPhones(api, extensions);
  let snapshot: LiveSnapshot | null = null;
  const world: CallerWorld = { domain, times: timesAt(given.speed), figures, askedBack: new Set(), live: () => snapshot, signal };
  const carrier = await DemoCarrier.open(world);
  const group = await demoGroup(api, extensions, given.speed);
  const agents = await Promise.all(extensions.map((extension) => DemoAgent.register(extension, { api, ...world })));
  const watching = watch(api, stop, (next) => {
    snapshot = next;
  });
  const people = [...agents.map((agent) => agent.work()), carrier.work(), arrivals(world, given.callsPerMinute)];
  const ended = Promise.all(people)
    .then(() => cancelCallbacks(api, group.id))
    .finally(() => Promise.all(agents.map((agent) => agent.leave())))
    .finally(() => carrier.close())
    .then(() => watching);
  return { group, ended };
}

/** A demo beside real phones would answer their calls. */
async function refuseRealPhones(api: Api, extensions: string[]): Promise<void> {
  const { agents } = await api.untilLive(() => true);
  const real = Object.values(agents).filter(
    ({ extension, reachable }) => extensions.includes(extension) && reachable.some((device) => device !== "mobile"),
  );
  if (real.length === 0) return;
  const who = real.map(({ extension }) => extension).sort();
  throw new CannotStart(
    `${who.join(", ")} ${who.length > 1 ? "are" : "is"} registered by another phone: end it, or take fewer --agents (a demo that was killed is forgotten in a minute)`,
  );
}

/** At random, so many a minute in the long run: callers do not know of each other. */
async function arrivals(world: CallerWorld, callsPerMinute: number): Promise<void> {
  const calls = new Set<Promise<void>>();
  while (!world.signal.aborted) {
    await sleep(exponential(60_000 / callsPerMinute), world.signal);
    if (world.signal.aborted) break;
    const call = demoCall(world).catch(() => world.figures.count("failed"));
    calls.add(call);
    void call.finally(() => calls.delete(call));
  }
  await Promise.all(calls);
}

/** When the live view ends, so has the stack. */
async function watch(api: Api, stop: AbortController, onChange: (snapshot: LiveSnapshot) => void): Promise<void> {
  try {
    for await (const snapshot of api.live(stop.signal)) onChange(snapshot);
  } catch {
    // Told below, unless it was we who ended it.
  }
  if (stop.signal.aborted) return;
  stop.abort();
  throw new CannotStart("Jono has stopped answering, so the demo ends");
}

/** Nobody is there any more who would answer. */
async function cancelCallbacks(api: Api, groupId: string): Promise<void> {
  const callbacks = await api.request<{ id: string; groupId: string; state: string }[]>("GET", "/callbacks");
  const open = callbacks.filter((one) => one.groupId === groupId && ["waiting", "reserved", "ringing"].includes(one.state));
  await Promise.all(open.map(({ id }) => api.request("POST", `/callbacks/${id}/cancel`).catch(() => undefined)));
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener("abort", wake);
  });
}
