import "server-only";
import { createHmac } from "node:crypto";
import { type Subject, subjectNumber } from "../db/personal-data.ts";
import type { Actor } from "../domain/actor.ts";
import { installationSecret } from "./environment.ts";

/** Null: no number of somebody outside. The same number has the same fingerprint in one organisation only. */
export function subjectOf(actor: Actor, text: string): Subject | null {
  const number = subjectNumber(text);
  if (!number) return null;
  const hash = createHmac("sha256", installationSecret()).update(`personal data\n${actor.organisationId}\n${number.e164}`);
  return { number, fingerprint: hash.digest("hex").slice(0, 16) };
}
