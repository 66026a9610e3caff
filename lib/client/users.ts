import { queryOptions } from "@tanstack/react-query";
import type { Language, Role } from "../domain/actor.ts";
import type { DeviceKind } from "../domain/group/members.ts";
import type { Presence } from "../domain/live.ts";
import type { PhoneRegistration } from "../domain/registration.ts";
import type { SipDeviceKind, UserSettings, UserUpdate } from "../domain/user.ts";
import { getJson, sendJson } from "./api.ts";

export interface DeviceRecord {
  kind: DeviceKind;
  enabled: boolean;
  username: string | null;
  mobileNumber: string | null;
  registered: boolean;
  /** Null: not a phone that registers. */
  registration: PhoneRegistration | null;
}

export interface UserRecord {
  id: string;
  version: number;
  name: string;
  email: string;
  extension: string;
  role: Role;
  profile: "basic" | "multi";
  language: Language;
  active: boolean;
  twoStep: boolean;
  devices: DeviceRecord[];
  groups: { id: string; name: string; loggedIn: boolean }[];
  presence: Presence;
}

/** Told once. */
export interface SipSetUp {
  username: string;
  realm: string;
  password: string;
  /** `udp:address:port` */
  servers: string[];
}

export const usersQuery = queryOptions({ queryKey: ["users"], queryFn: () => getJson<UserRecord[]>("/users") });
export const userQuery = (id: string) => queryOptions({ queryKey: ["users", id], queryFn: () => getJson<UserRecord>(`/users/${id}`) });

export const createUser = (settings: UserSettings) => sendJson<UserRecord>("POST", "/users", settings);
export const saveUser = (id: string, update: UserUpdate) => sendJson<UserRecord>("PUT", `/users/${id}`, update);
export const deleteUser = (id: string) => sendJson<void>("DELETE", `/users/${id}`);
export const renewSipPassword = (id: string, kind: SipDeviceKind) => sendJson<SipSetUp>("POST", `/users/${id}/sip-password`, { kind });
export const makePasswordLink = (id: string) => sendJson<{ address: string; expiresAt: string }>("POST", `/users/${id}/password-link`);
export const endSessions = (id: string) => sendJson<void>("DELETE", `/users/${id}/sessions`);
