/**
 * A copy of everything that an installation with the embedded database keeps: the database as it is at the end of the copying, the secrets
 * and the journal. Calls go on meanwhile. With a database of one's own, its own tools are for that.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { copyOne, copyTree, ignoreGone } from "./copy-tree.ts";
import { type PostgresPlace, postgresPlace, startPostgres } from "./postgres.ts";

/** Beside the database. */
const ownFiles = ["installation.secret", "nextauth.secret", "worker-api.secret", "first-administrator.txt", "worker-id", "journal.jsonl"];
const databaseName = "postgres";
const passwordName = "postgres.password";
/** Written last: a copy without it is not whole. */
const sealName = "backup.json";

/** What the server makes anew, or what must not be found by another one (PostgreSQL 18, 25.3.4 "Backing Up the Data Directory"). */
const leftOut =
  /^(postmaster\.(pid|opts)|server\.log|(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/.*)$/;
const temporary = /(^|\/)pgsql_tmp/;

/** Something that the reader can mend. */
export class BackupRefused extends Error {}

/** @throws BackupRefused */
export async function backUp(dataDir: string, target: string): Promise<void> {
  if (await holdsSomething(target)) throw new BackupRefused(`${target} is not empty: name a folder that is not there yet`);
  const place = await postgresPlace(path.join(dataDir, databaseName));
  if (!existsSync(path.join(place.folder, "PG_VERSION"))) throw new BackupRefused(`there is no database in ${dataDir}: set DATA_DIR`);
  await mkdir(target, { recursive: true, mode: 0o700 });
  // What the journal holds now is in the database in a moment, or still in the journal: either way it is in the copy, and once in the end.
  for (const name of ownFiles) await copyOne(path.join(dataDir, name), path.join(target, name), {}).catch(ignoreGone);
  await copyOne(place.passwordFile, path.join(target, passwordName), {});
  const postgres = await startPostgres(path.join(dataDir, databaseName));
  try {
    await copyDatabase(postgres.url, place, path.join(target, databaseName));
  } finally {
    await postgres.stop();
  }
  await writeFile(path.join(target, sealName), JSON.stringify({ madeAt: new Date(), postgres: await versionIn(place.folder) }), {
    mode: 0o600,
  });
}

/** A copy of a running server is only whole with the log of what was written meanwhile: a slot keeps that until it is copied too. */
async function copyDatabase(url: string, { folder }: PostgresPlace, to: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_create_physical_replication_slot($1, true, true)", [`jono_backup_${process.pid}`]);
    await client.query("SELECT pg_backup_start('jono', fast => true)");
    await copyTree(folder, to, {}, (inside) => !leftOut.test(inside) && !temporary.test(inside));
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)");
    await writeFile(path.join(to, "backup_label"), rows[0]!.labelfile, { mode: 0o600 });
    await copyTree(path.join(folder, "pg_wal"), path.join(to, "pg_wal"), {}, (inside) => /^[0-9A-F]{24}$|\.history$/.test(inside));
  } finally {
    await client.end();
  }
}

/** Into a data directory that has no database yet. @throws BackupRefused */
export async function restore(source: string, dataDir: string): Promise<{ madeAt: string }> {
  const seal = await readFile(path.join(source, sealName), "utf8").catch(() => null);
  if (seal === null) throw new BackupRefused(`${source} is no whole backup of Jono: ${sealName} is missing`);
  const place = await postgresPlace(path.join(dataDir, databaseName));
  if ((await holdsSomething(dataDir)) || (await holdsSomething(place.folder)))
    throw new BackupRefused(`${dataDir} is not empty: move it away, or set DATA_DIR to a folder that is not there yet`);
  await mkdir(dataDir, { recursive: true });
  for (const name of ownFiles) await copyOne(path.join(source, name), path.join(dataDir, name), {}).catch(ignoreGone);
  await copyTree(path.join(source, databaseName), place.folder, place.owner);
  await copyOne(path.join(source, passwordName), place.passwordFile, place.owner);
  return JSON.parse(seal) as { madeAt: string };
}

const versionIn = async (folder: string) => (await readFile(path.join(folder, "PG_VERSION"), "utf8")).trim();

const holdsSomething = (folder: string) =>
  readdir(folder).then(
    (names) => names.length > 0,
    () => false,
  );
