/** Everything of one organisation that the worker needs to serve calls with the database away. */
import type { Language, Role } from "./actor.ts";
import type { AlertLimits } from "./group/alert-limits.ts";
import type { ByHand } from "./group/by-hand.ts";
import type { GroupDocument } from "./group/group.ts";
import type { DeviceKind } from "./group/members.ts";
import type { Presence } from "./live.ts";
import type { MenuDocument } from "./menu.ts";
import type { MessageBoxDocument } from "./message-box.ts";

export interface ConfiguredDevice {
  kind: DeviceKind;
  enabled: boolean;
  /** SIP account of a workstation or IP phone. */
  accountId: string | null;
  username: string | null;
  mobileNumber: string | null;
}

export interface ConfiguredUser {
  id: string;
  name: string;
  extension: string;
  role: Role;
  devices: ConfiguredDevice[];
}

export interface ConfiguredNumber {
  id: string;
  digits: string;
  test: boolean;
  answerMode: "answer" | "earlyMedia";
}

export interface ConfiguredAnnouncement {
  id: string;
  name: string;
  durationMs: number;
  /** Changes with the sound. */
  sha256: string;
}

/** The organisation's own recording of a system prompt; a new recording has a new id. */
export interface ConfiguredPrompt {
  id: string;
  promptId: string;
  language: Language;
}

export interface ConfiguredTrunk {
  id: string;
  name: string;
  sourceAddresses: string[];
  peer: string;
  transport: "udp" | "tcp";
  callsPerSecond: number;
  channels: number;
  monitor: boolean;
  /** Null: known by its address alone. The password stays sealed until it is needed. */
  registration: { user: string; realm: string; sealedPassword: string } | null;
}

/** What is kept of a group beside its document. */
interface BesideDocument {
  serviceLevelTargetSeconds: number;
  shortAbandonSeconds: number;
  byHand: ByHand | null;
  alertLimits: AlertLimits;
}

export interface OrganisationConfiguration {
  organisationId: string;
  version: number;
  name: string;
  language: Language;
  timeZone: string;
  demo: boolean;
  /** Classes of numbers that calls may leave for. */
  allowedNumberClasses: string[];
  /** Pause between two attempts to reach a customer. */
  callbackRetryMinutes: number;
  groups: (GroupDocument & BesideDocument)[];
  users: ConfiguredUser[];
  numbers: ConfiguredNumber[];
  announcements: ConfiguredAnnouncement[];
  prompts: ConfiguredPrompt[];
  menus: MenuDocument[];
  messageBoxes: MessageBoxDocument[];
  trunks: ConfiguredTrunk[];
}

/** What members had when the worker last wrote it: read once, at take-over. */
export interface SavedAgentState {
  userId: string;
  paused: boolean;
  pauseReason: string | null;
  presence: Presence;
  presenceName: string | null;
  loggedInGroups: string[];
}
