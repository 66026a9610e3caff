/** How the demo comes to the running stack: by the same settings as `npm start`, with an API token of its own for as long as it runs. */

import { create, revoke } from "../../lib/db/api-tokens.ts";
import { closeDatabase, db } from "../../lib/db/client.ts";
import type { Actor } from "../../lib/domain/actor.ts";
import type { Environment } from "../../lib/stack/environment.ts";
import { runningPostgres } from "../../lib/stack/postgres.ts";
import { Api } from "../api.ts";

export interface Access {
  api: Api;
  /** `host:port` of the SIP server. */
  domain: string;
  end(): Promise<void>;
}

/** What the user can do something about: told in one line, without a trace. */
export class CannotStart extends Error {}

export async function accessTo(environment: Environment): Promise<Access> {
  const url = `http://${environment.HOST}:${environment.PORT}`;
  const answer = await fetch(`${url}/api/v1/openapi.json`).catch(() => null);
  if (!answer?.ok)
    throw new CannotStart(`nothing answers at ${url}: run "npm start" first, with the same settings (PORT, SIP_LISTEN, DATA_DIR) as here`);
  const listener = environment.SIP_LISTEN.find((one) => one.startsWith("udp:127.0.0.1:"));
  if (!listener) throw new CannotStart("SIP_LISTEN has no udp:127.0.0.1:PORT, where the demo calls");
  const { token, revoked } = await ownToken(environment);
  return { api: new Api(url, token), domain: listener.slice("udp:".length), end: revoked };
}

async function ownToken(environment: Environment): Promise<{ token: string; revoked: () => Promise<void> }> {
  const databaseUrl = environment.DATABASE_URL ?? (await runningPostgres(`${environment.DATA_DIR}/postgres`));
  if (!databaseUrl)
    throw new CannotStart(`the Jono that answers has another DATA_DIR than ${environment.DATA_DIR}: set it as for "npm start"`);
  process.env.DATABASE_URL = databaseUrl;
  const actor = await demoAdministrator();
  const { record, token } = await create(actor, { name: "demo:calls", expiresInDays: 1 });
  const revoked = async () => {
    await revoke(actor, record.id);
    await closeDatabase();
  };
  return { token, revoked };
}

async function demoAdministrator(): Promise<Actor> {
  const where = { organisation: { demo: true }, role: "administrator" as const, active: true };
  const user = await db().user.findFirst({ where, orderBy: { createdAt: "asc" } });
  if (user)
    return { userId: user.id, organisationId: user.organisationId, role: "administrator", name: user.name, language: user.language };
  await closeDatabase();
  throw new CannotStart("this installation has no demo organisation: start Jono with DEMO=1 and an empty DATA_DIR");
}
