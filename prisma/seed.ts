/** First start: the demo organisation (or an empty one) and the first administrator. Later starts change nothing. */
import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { createTokenOf } from "../lib/db/api-tokens.ts";
import { db } from "../lib/db/client.ts";
import { seedDemoOrganisation } from "../lib/db/demo-organisation.ts";
import { passwordCost } from "../lib/db/password.ts";

export interface SeedOptions {
  demo: boolean;
  adminEmail: string;
  /** Undefined: one is made. */
  adminPassword?: string;
  /** Demo mode only: an API token that scripts know beforehand. */
  apiToken?: string;
}

export interface Seeded {
  /** The first administrator was made now; a made password is told this once. */
  administrator: { email: string; password: string } | null;
}

export async function seed(options: SeedOptions): Promise<Seeded> {
  const existing = await db().user.findFirst({ where: { role: "administrator" }, orderBy: { createdAt: "asc" } });
  const administrator = existing ? null : await firstAdministrator(options);
  const email = existing?.email ?? options.adminEmail;
  if (options.demo && options.apiToken) await createTokenOf(email, "API_TOKEN", options.apiToken);
  return { administrator };
}

async function firstAdministrator(options: SeedOptions) {
  const email = options.adminEmail.trim().toLowerCase();
  const password = options.adminPassword ?? randomBytes(9).toString("base64url");
  const passwordHash = await hash(password, passwordCost);
  await db().$transaction(
    async (tx) => {
      const organisationId = options.demo
        ? await seedDemoOrganisation(tx)
        : (await tx.organisation.create({ data: { name: "Organisaatio" } })).id;
      await tx.user.create({
        data: { organisationId, email, name: "Pääkäyttäjä", extension: "100", role: "administrator", profile: "basic", passwordHash },
      });
    },
    { timeout: 30_000 },
  );
  return { email, password };
}
