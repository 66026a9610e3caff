import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { deployMigrations } from "../../prisma/migrate.ts";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/** A throw-away PostgreSQL with all migrations, or the one at TEST_DATABASE_URL. */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  const dir = path.join(tmpdir(), `jono-test-${process.pid}`, "pg");
  const postgres = given ? { url: given, stop: async () => {} } : await startPostgres(dir);
  await deployMigrations(postgres.url);
  project.provide("databaseUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(path.dirname(dir), { recursive: true, force: true });
  };
}
