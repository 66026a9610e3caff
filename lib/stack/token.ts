/** `npm run token -- EMAIL`: prints a new API token of that user. */

import { createTokenOf } from "../db/api-tokens.ts";
import { closeDatabase } from "../db/client.ts";
import { environmentOrExit } from "./environment.ts";
import { startPostgres } from "./postgres.ts";

const email = process.argv[2];
if (!email) {
  console.error("Usage: npm run token -- EMAIL");
  process.exit(2);
}
const environment = environmentOrExit();
const postgres = environment.DATABASE_URL ? null : await startPostgres(`${environment.DATA_DIR}/postgres`);
process.env.DATABASE_URL = environment.DATABASE_URL ?? postgres?.url;
const token = await createTokenOf(email, "npm run token");
await closeDatabase();
await postgres?.stop();
if (token) console.log(token);
else console.error(`Nobody has the address ${email}.`);
process.exit(token ? 0 : 1);
