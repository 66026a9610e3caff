/** What the worker's main thread and the media thread say to each other. Legs are numbered by the main thread. */
import type { AudioKey, LegStatistics, MediaLegEvent, PlayItem, RecordingEnd, RecordingLimits } from "../../ports/media.ts";
import type { RemoteAudio } from "../sdp/audio.ts";

/** `workerData` of the thread. */
export interface ThreadSettings {
  /** IPv4 address that sockets are bound to. */
  address: string;
  /** After this long without a packet from a party who may speak, the leg is `silent`. */
  silentAfterMs: number;
}

export type Command =
  | { type: "open"; leg: number; port: number }
  | { type: "close"; leg: number }
  | { type: "remote"; leg: number; remote: RemoteAudio }
  | { type: "learnFrom"; leg: number; address: string }
  | { type: "play"; leg: number; playId: number; items: PlayItem[]; loop: boolean; resume: boolean }
  | { type: "sendKeys"; leg: number; keys: string }
  | { type: "stop"; leg: number }
  /** Recordings are numbered by the main thread too. */
  | { type: "record"; leg: number; recording: number; limits: RecordingLimits }
  | { type: "stopRecording"; leg: number; recording: number }
  | { type: "bridge"; first: number; second: number }
  | { type: "unbridge"; first: number; second: number }
  | { type: "audio"; key: AudioKey; alaw: Uint8Array }
  | { type: "shutDown" };

export type Report =
  | { type: "ready" }
  /** `failure`: the error code of the socket that could not be bound, e.g. "EADDRINUSE". */
  | { type: "opened"; leg: number; failure: string | null }
  | { type: "closed"; leg: number; statistics: LegStatistics }
  | { type: "event"; leg: number; event: MediaLegEvent }
  /** `end`: with the last piece, which may be empty. */
  | { type: "recorded"; recording: number; alaw: Uint8Array; end: RecordingEnd | null }
  /** The network or the caller of the engine: an ICMP error, an unknown audio key. */
  | { type: "trouble"; leg: number | null; message: string }
  /** Our mistake. */
  | { type: "failure"; leg: number | null; message: string };
