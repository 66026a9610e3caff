import { queryOptions } from "@tanstack/react-query";
import type { Role } from "../domain/actor.ts";
import type { DeviceKind } from "../domain/group/members.ts";
import type { PhoneRegistration } from "../domain/registration.ts";
import { getJson } from "./api.ts";

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
  name: string;
  email: string;
  extension: string;
  role: Role;
  profile: "basic" | "multi";
  active: boolean;
  devices: DeviceRecord[];
  groups: { id: string; name: string; loggedIn: boolean }[];
}

export const usersQuery = queryOptions({ queryKey: ["users"], queryFn: () => getJson<UserRecord[]>("/users") });

export const userQuery = (id: string) => queryOptions({ queryKey: ["users", id], queryFn: () => getJson<UserRecord>(`/users/${id}`) });
