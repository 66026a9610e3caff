/** A key by which a program acts in the name of a person, with that person's rights. */
import * as z from "zod";
import { text, wholeNumber } from "./bounded.ts";

export const newApiToken = z.object({
  name: text(1, 80),
  /** Null: until it is revoked. */
  expiresInDays: wholeNumber(1, 3650).nullable().default(90),
});
export type NewApiToken = z.output<typeof newApiToken>;

/** Everything that its owner may, or the figures on a wall: of the named groups, or with null of every group. */
export type TokenRights = { kind: "api" } | { kind: "figures"; groups: string[] | null };

export interface ApiTokenRecord {
  id: string;
  name: string;
  owner: string;
  rights: TokenRights;
  createdAt: string;
  /** To the minute. */
  lastUsedAt: string | null;
  expiresAt: string | null;
}
