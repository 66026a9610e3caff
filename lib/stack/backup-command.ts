/** `npm run backup -- FOLDER` and `npm run restore -- FOLDER`. */
import path from "node:path";
import { BackupRefused, backUp, restore } from "./backup.ts";
import { environmentOrExit } from "./environment.ts";

const [what, given] = process.argv.slice(2);
if ((what !== "backup" && what !== "restore") || !given) fail(2, `Usage: npm run ${what ?? "backup"} -- FOLDER`);
const { DATABASE_URL, DATA_DIR } = environmentOrExit();
if (DATABASE_URL) fail(2, "DATABASE_URL is set: back that database up with its own tools (pg_dump), and keep INSTALLATION_SECRET with it.");

const folder = path.resolve(given);
const dataDir = path.resolve(DATA_DIR);
try {
  if (what === "backup") {
    await backUp(dataDir, folder);
    console.log(`${folder} holds everything, secrets included: keep it where only you can read it.`);
  } else {
    const { madeAt } = await restore(folder, dataDir);
    console.log(`${dataDir} is as it was at ${madeAt}. Start Jono with npm start.`);
  }
} catch (error) {
  if (!(error instanceof BackupRefused)) throw error;
  fail(2, error.message);
}

function fail(code: number, line: string): never {
  console.error(line);
  process.exit(code);
}
