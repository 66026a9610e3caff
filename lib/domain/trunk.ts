/** A connection to an operator: by its address, or by registration with a password (product.md, "Around the group"). */
import * as z from "zod";
import { text, version, wholeNumber } from "./bounded.ts";

const hostPort = z
  .string("errors.text")
  .trim()
  .regex(/^(\[[0-9A-Fa-f:]{2,39}\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?$/, "errors.hostPort")
  .refine((value) => Number(/\](?::(\d+))?$|:(\d+)$/.exec(value)?.slice(1).find(Boolean) ?? 5060) <= 65_535, "errors.hostPort");

const address = z.union([z.ipv4("errors.address"), z.ipv6("errors.address")], "errors.address");

const trunkSettings = z.object({
  name: text(1, 80),
  enabled: z.boolean().default(true),
  /** INVITEs from these are outside calls of this operator. */
  sourceAddresses: z.array(address).max(20, "errors.tooMany").default([]),
  /** Next hop of outgoing calls. */
  peer: hostPort,
  transport: z.enum(["udp", "tcp"], "errors.invalid").default("udp"),
  /** Null: the operator knows us by our address. */
  registration: z
    .object({
      user: text(1, 64),
      /** Only challenges of this realm are answered. */
      realm: text(1, 128),
      /** Left out: the password stays as it is. Never read back. */
      password: z.string("errors.text").min(1, "errors.required").max(128, "errors.tooLong").optional(),
    })
    .nullable()
    .default(null),
  callsPerSecond: wholeNumber(1, 1000).default(10),
  channels: wholeNumber(1, 10_000).default(30),
  /** OPTIONS every ten seconds: mobiles and outside numbers are rung only while it answers. */
  monitor: z.boolean().default(true),
});

export const newTrunk = trunkSettings.refine(({ registration }) => registration === null || registration.password !== undefined, {
  path: ["registration", "password"],
  error: "errors.required",
});
export const trunkUpdate = trunkSettings.extend({ version });
export type NewTrunk = z.output<typeof newTrunk>;
export type TrunkUpdate = z.output<typeof trunkUpdate>;

export interface TrunkRecord extends Omit<NewTrunk, "registration"> {
  id: string;
  version: number;
  registration: { user: string; realm: string; hasPassword: boolean } | null;
}

/** Why a trunk is as it is: a closed set, put in words by the portal. */
export type TrunkReason =
  | "answers"
  | "notMonitored"
  | "registered"
  | "notTriedYet"
  | "noAnswer"
  | "refused"
  | "foreignRealm"
  | "challengeNotUnderstood"
  | "wrongPassword"
  | "passwordUnreadable";

export interface TrunkState {
  trunkId: string;
  up: boolean;
  reason: TrunkReason;
  /** Of the operator's refusal. */
  status: number | null;
  /** ISO 8601: when it became so. */
  since: string;
  /** Calls now. */
  channelsInUse: number;
}
