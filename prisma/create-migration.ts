/**
 * Writes the migration that takes prisma/migrations to prisma/schema.prisma, or with
 * --check only says whether one is missing. What `prisma migrate dev --create-only` does,
 * on the WebAssembly build of the same engine, so no native binary is downloaded.
 * The engine only ever sees a scratch database made for the occasion.
 */
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, type SqlQuery } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { readMigrations } from "./migrate.ts";

const here = import.meta.dirname;
const migrationsDir = path.join(here, "migrations");
const schemaPath = path.join(here, "schema.prisma");

/** PostgreSQL's catalog-only "char" type: the engine reads it, adapter-pg 7.10 does not map it. */
const PG_CHAR = 18;

class ScratchPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<{ fields?: { dataTypeID: number }[] }>;
    const queryRaw = adapter.queryRaw.bind(adapter);
    let charColumns: number[] = [];
    pool.query = (async (...args: unknown[]) => {
      const result = await query(...args);
      charColumns = (result.fields ?? []).flatMap((f, i) => (f.dataTypeID === PG_CHAR ? [i] : []));
      for (const i of charColumns) result.fields![i]!.dataTypeID = 25;
      return result;
    }) as never;
    adapter.queryRaw = async (q: SqlQuery) => {
      const result = await queryRaw(q);
      for (const i of charColumns) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
  /** PrismaPg's own version keeps using the main database when given a connection string. */
  override connectToShadowDb() {
    return this.connect();
  }
}

async function loadEngine() {
  const require = createRequire(import.meta.url);
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(await fs.readFile(wasm), {
    "./schema_engine_bg.js": glue as never,
  });
  const exports = instance.exports as { __wbindgen_start(): void };
  (glue as unknown as { __wbg_set_wasm(e: unknown): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue.SchemaEngine;
}

async function withScratchDatabase<T>(url: string, fn: (scratchUrl: string) => Promise<T>): Promise<T> {
  const name = `scratch_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const scratch = new URL(url);
    scratch.pathname = `/${name}`;
    return await fn(scratch.href);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** The SQL still missing from prisma/migrations, or null when they produce the schema. */
export function missingMigration(url: string): Promise<string | null> {
  return withScratchDatabase(url, async (scratchUrl) => {
    const SchemaEngine = await loadEngine();
    const schema = { files: [{ path: schemaPath, content: await fs.readFile(schemaPath, "utf8") }] };
    const factory = new ScratchPg({ connectionString: scratchUrl, allowExitOnIdle: true }, { onPoolError: () => {} });
    const engine = await SchemaEngine.new(
      { datamodels: schema.files.map((f) => [f.path, f.content]) },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    try {
      const { exitCode, stdout } = await engine.diff({
        from: {
          tag: "migrations",
          baseDir: migrationsDir,
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
          shadowDbInitScript: "",
          migrationDirectories: (await readMigrations()).map((m) => ({
            path: m.name,
            migrationFile: { path: "migration.sql", content: { tag: "ok", value: m.sql } },
          })),
        },
        to: { tag: "schemaDatamodel", ...schema },
        script: true,
        exitCode: true,
        filters: { externalTables: [], externalEnums: [] },
      });
      return exitCode === 2 ? stdout : null;
    } finally {
      engine.free();
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeMigration(process.argv[2]);

async function writeMigration(arg: string | undefined): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  const sql = await missingMigration(url);
  if (sql === null) console.log("prisma/migrations match prisma/schema.prisma.");
  else if (arg === "--check") {
    console.error(`prisma/migrations do not produce prisma/schema.prisma; missing:\n${sql}`);
    process.exitCode = 1;
  } else await save(arg ?? "change", sql);
}

async function save(name: string, sql: string): Promise<void> {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const dir = path.join(migrationsDir, `${stamp}_${name.replace(/\W+/g, "_").toLowerCase()}`);
  await fs.mkdir(dir, { recursive: true });
  await fs.writeFile(path.join(dir, "migration.sql"), sql);
  console.log(`Created ${path.relative(process.cwd(), dir)}/migration.sql`);
}
