/** The media thread: all sockets and the 20 ms beat. It obeys commands, reports events and knows nothing of calls or SDP. */
import { randomInt } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { assertNever } from "../../../lib/domain/assert-never.ts";
import type { AudioKey, PlayItem, RecordingEnd } from "../../ports/media.ts";
import { type Piece, Playlist } from "../rtp/playlist.ts";
import { bindLegSockets, closeLegSockets, type LegSockets } from "./leg-sockets.ts";
import { LegStream } from "./leg-stream.ts";
import type { Command, Report, ThreadSettings } from "./messages.ts";
import { ringback } from "./ringback.ts";
import { type Ticking, TimerWheel } from "./wheel.ts";

interface OpenLeg {
  stream: LegStream;
  sockets: LegSockets;
  ticking: Ticking;
  /** Its sockets reported an error. */
  troubled: boolean;
}

const octetsPerMs = 8;
const settings = workerData as ThreadSettings;
const main = parentPort!;
const wheel = new TimerWheel();
const legs = new Map<number, OpenLeg>();
const audio = new Map<AudioKey, Uint8Array>();
let shuttingDown = false;

main.on("message", (command: Command) => guarded("leg" in command ? command.leg : null, () => obey(command)));
report({ type: "ready" });

function report(message: Report): void {
  main.postMessage(message);
}

/** Commands for a leg that is closed by now have no effect. */
function obey(command: Command): void {
  switch (command.type) {
    case "open":
      void open(command.leg, command.port);
      break;
    case "close":
      close(command.leg);
      break;
    case "remote":
      legs.get(command.leg)?.stream.describe(command.remote, performance.now());
      break;
    case "learnFrom":
      legs.get(command.leg)?.stream.learnFrom(command.address);
      break;
    case "play":
      play(command);
      break;
    case "sendKeys":
      legs.get(command.leg)?.stream.sendKeys(command.keys);
      break;
    case "stop":
      legs.get(command.leg)?.stream.stop();
      break;
    case "record":
      record(command);
      break;
    case "stopRecording":
      legs.get(command.leg)?.stream.stopRecording(command.recording);
      break;
    case "bridge":
      bridge(command.first, command.second);
      break;
    case "unbridge":
      unbridge(command.first, command.second);
      break;
    case "audio":
      audio.set(command.key, command.alaw);
      break;
    case "shutDown":
      shutDown();
      break;
    default:
      assertNever(command);
  }
}

async function open(leg: number, port: number): Promise<void> {
  const stream: LegStream = new LegStream({
    seed: { ssrc: randomInt(2 ** 32), sequence: randomInt(2 ** 16), timestamp: randomInt(2 ** 32) },
    silentAfterMs: settings.silentAfterMs,
    currentTick: () => wheel.currentTick,
    send: (packet, length, toPort, toAddress) => sockets?.rtp.send(packet, 0, length, toPort, toAddress),
    tell: (event) => report({ type: "event", leg, event }),
  });
  let sockets: LegSockets | null = null;
  try {
    sockets = await bindLegSockets(settings.address, port, {
      onPacket: (data, from) => guarded(leg, () => stream.receive(data, from.address, from.port, performance.now())),
      onError: (error) => troubleOnce(leg, error),
    });
  } catch (error) {
    report({ type: "opened", leg, failure: (error as NodeJS.ErrnoException).code ?? "unknown" });
    return;
  }
  if (shuttingDown) return closeLegSockets(sockets);
  const ticking: Ticking = { tick: (tick, now) => guarded(leg, () => stream.tick(tick, now)) };
  legs.set(leg, { stream, sockets, ticking, troubled: false });
  wheel.add(ticking);
  report({ type: "opened", leg, failure: null });
}

/** An unreachable party fails fifty times a second; the first failure says all. */
function troubleOnce(leg: number, error: Error): void {
  const open = legs.get(leg);
  if (!open || open.troubled) return;
  open.troubled = true;
  report({ type: "trouble", leg, message: error.message });
}

/** A mistake of ours with one leg must not silence all others. */
function guarded(leg: number | null, work: () => void): void {
  try {
    work();
  } catch (error) {
    report({ type: "failure", leg, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function close(leg: number): void {
  const open = legs.get(leg);
  if (!open) return;
  legs.delete(leg);
  wheel.remove(open.ticking);
  open.stream.close();
  closeLegSockets(open.sockets);
  report({ type: "closed", leg, statistics: open.stream.statistics });
}

function play({ leg, playId, items, loop, resume }: Extract<Command, { type: "play" }>): void {
  const stream = legs.get(leg)?.stream;
  const loopKey = loop ? JSON.stringify(items) : null;
  const from = resume && loopKey !== null ? stream?.loopPlace(loopKey) : undefined;
  stream?.play(playId, new Playlist(items.flatMap(pieceOf), loop, from), loopKey);
}

/** Of a leg that is closed by now nothing is heard any more: its recording is over at once. */
function record({ leg, recording, limits }: Extract<Command, { type: "record" }>): void {
  const stream = legs.get(leg)?.stream;
  const tell = (alaw: Uint8Array, end: RecordingEnd | null) => report({ type: "recorded", recording, alaw, end });
  if (stream) stream.record({ number: recording, limits, tell }, performance.now());
  else tell(new Uint8Array(), "stopped");
}

function pieceOf(item: PlayItem): Piece[] {
  switch (item.kind) {
    case "audio": {
      const alaw = audio.get(item.key);
      if (!alaw) report({ type: "trouble", leg: null, message: `no audio under the key ${item.key}` });
      return alaw ? [{ kind: "audio", alaw }] : [];
    }
    case "silence":
      return [{ kind: "silence", octets: Math.round(item.durationMs * octetsPerMs) }];
    case "ringback":
      return [{ kind: "endless", alaw: ringback }];
    default:
      return assertNever(item);
  }
}

function bridge(first: number, second: number): void {
  const [one, other] = [legs.get(first)?.stream, legs.get(second)?.stream];
  if (!one || !other) return;
  const now = performance.now();
  one.hearLeg(other, now);
  other.hearLeg(one, now);
}

function unbridge(first: number, second: number): void {
  const [one, other] = [legs.get(first)?.stream, legs.get(second)?.stream];
  if (!one || !other) return;
  one.stopHearing(other);
  other.stopHearing(one);
}

/** The thread ends when its last socket and its port are closed. */
function shutDown(): void {
  shuttingDown = true;
  for (const leg of legs.keys()) close(leg);
  main.close();
}
