/** A key by which a program acts in the name of a person, with that person's rights. */
import * as z from "zod";
import { text, wholeNumber } from "./bounded.ts";

export const newApiToken = z.object({
  name: text(1, 80),
  /** Null: until it is revoked. */
  expiresInDays: wholeNumber(1, 3650).nullable().default(90),
});
export type NewApiToken = z.output<typeof newApiToken>;

export interface ApiTokenRecord {
  id: string;
  name: string;
  owner: string;
  createdAt: string;
  /** To the minute. */
  lastUsedAt: string | null;
  expiresAt: string | null;
}
