/**
 * Applies prisma/migrations to DATABASE_URL, keeping the same `_prisma_migrations`
 * table as `prisma migrate deploy`, so the two can be used interchangeably.
 * Plain SQL over `pg`: nothing to download, works on every platform `pg` works on.
 */
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

/** The advisory lock `prisma migrate` takes, so that concurrent starts queue up. */
const MIGRATE_LOCK = 72707369;
const migrationsDir = fileURLToPath(new URL("./migrations/", import.meta.url));

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}
export interface Status {
  applied: string[];
  pending: string[];
  edited: string[];
  failed: string[];
  unknown: string[];
}

export async function readMigrations(dir = migrationsDir): Promise<Migration[]> {
  const names = (await fs.readdir(dir, { withFileTypes: true }))
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await fs.readFile(path.join(dir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** Git may check files out with CRLF; Prisma accepts either form of the same script. */
const sameScript = (m: Migration, checksum: string) =>
  [m.sql, m.sql.replace(/\r\n/g, "\n"), m.sql.replace(/\r?\n/g, "\r\n")].some((text) => sha256(text) === checksum);

async function compare(client: pg.Client, migrations: Migration[]): Promise<Status> {
  const status: Status = { applied: [], pending: [], edited: [], failed: [], unknown: [] };
  const exists = await client.query<{ t: string | null }>(`SELECT to_regclass('_prisma_migrations')::text AS t`);
  const rows = exists.rows[0]?.t
    ? (
        await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
          `SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
        )
      ).rows
    : [];
  const byName = new Map(rows.map((r) => [r.migration_name, r]));
  for (const m of migrations) {
    const row = byName.get(m.name);
    byName.delete(m.name);
    if (!row) status.pending.push(m.name);
    else if (!row.finished_at) status.failed.push(m.name);
    else {
      status.applied.push(m.name);
      if (!sameScript(m, row.checksum)) status.edited.push(m.name);
    }
  }
  status.unknown = [...byName.keys()];
  return status;
}

async function connected<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

export const migrationStatus = (url: string, dir?: string) => connected(url, async (client) => compare(client, await readMigrations(dir)));

/** Applies what is pending, each migration in one transaction. Returns the names applied. */
export function deployMigrations(url: string, dir?: string): Promise<string[]> {
  return connected(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATE_LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
    const migrations = await readMigrations(dir);
    const status = await compare(client, migrations);
    if (status.failed.length) throw new Error(`Migration ${status.failed[0]} failed earlier; see "prisma migrate resolve".`);
    if (status.edited.length) console.warn(`Applied migrations were edited afterwards: ${status.edited.join(", ")}`);
    for (const m of migrations.filter((m) => status.pending.includes(m.name))) {
      try {
        await client.query("BEGIN");
        await client.query(m.sql);
        await client.query(
          `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
           VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
          [randomUUID(), m.checksum, m.name],
        );
        await client.query("COMMIT");
      } catch (cause) {
        await client.query("ROLLBACK").catch(() => {});
        throw new Error(`Migration ${m.name} failed and was rolled back: ${(cause as Error).message}`, { cause });
      }
    }
    return status.pending;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  if (process.argv[2] === "deploy") {
    const applied = await deployMigrations(url);
    console.log(applied.length ? applied.map((n) => `applied ${n}`).join("\n") : "Database is up to date.");
  } else {
    const s = await migrationStatus(url);
    console.log(s);
    if (s.pending.length || s.failed.length || s.edited.length || s.unknown.length) process.exitCode = 1;
  }
}
