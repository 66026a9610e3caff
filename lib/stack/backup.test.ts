/** On a PostgreSQL of its own that is written to all the while. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { BackupRefused, backUp, restore } from "./backup.ts";
import { postgresPlace, startPostgres } from "./postgres.ts";

async function folders() {
  const root = await mkdtemp(path.join(tmpdir(), "jono-backup-"));
  const [data, backup, restored] = ["data", "backup", "restored"].map((name) => path.join(root, name)) as [string, string, string];
  onTestFinished(async () => {
    for (const each of [data, restored])
      await rm((await postgresPlace(path.join(each, "postgres"))).folder, { recursive: true, force: true });
    await rm(root, { recursive: true, force: true });
  });
  return { data, backup, restored };
}

async function connected(dataDir: string) {
  const postgres = await startPostgres(path.join(dataDir, "postgres"));
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const close = async () => {
    await client.end();
    await postgres.stop();
  };
  return { client, close };
}

/** Pairs of rows, each pair in one transaction, until told to stop; how many have been written. */
function writePairs(client: Client) {
  let stopped = false;
  let pairs = 0;
  const done = (async () => {
    while (!stopped) {
      await client.query("BEGIN");
      for (const side of ["left", "right"]) await client.query("INSERT INTO pair SELECT $1, $2, repeat('x', 2000)", [pairs, side]);
      await client.query("COMMIT");
      pairs++;
    }
  })();
  return {
    pairs: () => pairs,
    stop: () => {
      stopped = true;
      return done;
    },
  };
}

test("a backup of a database that is being written to holds what was there when it began, whole transactions only, and the secrets", {
  timeout: 120_000,
}, async () => {
  const { data, backup, restored } = await folders();
  await mkdir(data);
  await writeFile(path.join(data, "installation.secret"), "sealed with this");
  await writeFile(path.join(data, "journal.jsonl"), '{"entry":1}\n');
  const { client, close } = await connected(data);
  await client.query("CREATE TABLE pair (number int, side text, filling text)");
  const writing = writePairs(client);
  await expect.poll(writing.pairs, { timeout: 20_000 }).toBeGreaterThan(50);
  const before = writing.pairs();
  await backUp(data, backup);
  await writing.stop();
  await close();

  expect((await stat(backup)).mode & 0o077).toBe(0);
  expect((await restore(backup, restored)).madeAt).toMatch(/^\d{4}-/);
  const copy = await connected(restored);
  const { rows } = await copy.client.query("SELECT number, count(*)::int AS sides FROM pair GROUP BY number ORDER BY number");
  await copy.close();
  expect(rows.length).toBeGreaterThanOrEqual(before);
  expect(rows.filter(({ number, sides }, index) => number !== index || sides !== 2)).toEqual([]);
  expect(await readFile(path.join(restored, "installation.secret"), "utf8")).toBe("sealed with this");
  expect(await readFile(path.join(restored, "journal.jsonl"), "utf8")).toBe('{"entry":1}\n');
});

test("nothing is overwritten, and half a backup is not restored: each is refused with what to do", async () => {
  const { data, backup, restored } = await folders();
  await mkdir(backup);
  await writeFile(path.join(backup, "something"), "of mine");
  await expect(backUp(data, backup)).rejects.toThrow(/not empty.*not there yet/);
  await expect(backUp(data, path.join(backup, "new"))).rejects.toThrow(/no database in .*DATA_DIR/);
  await expect(restore(backup, restored)).rejects.toThrow(/no whole backup/);
  await writeFile(path.join(backup, "backup.json"), "{}");
  await mkdir(restored);
  await writeFile(path.join(restored, "journal.jsonl"), "");
  await expect(restore(backup, restored)).rejects.toBeInstanceOf(BackupRefused);
  expect(existsSync(path.join(restored, "postgres"))).toBe(false);
});
