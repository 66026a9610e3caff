/** `next build` when the sources are newer than the last one. */
import { spawnSync } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

const sources = [
  "app",
  "components",
  "lib",
  "proxy.ts",
  "instrumentation-client.ts",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
export const nextBinary = createRequire(import.meta.url).resolve("next/dist/bin/next");

export async function buildPortalIfNeeded(say: (line: string) => void): Promise<void> {
  const built = await modified(".next/BUILD_ID");
  const newest = Math.max(...(await Promise.all(sources.map(newestIn))));
  if (built > newest) return;
  say("Building the portal (once, about half a minute)…");
  const { status, stdout, stderr } = spawnSync(process.execPath, [nextBinary, "build"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the portal could not be built:\n${stdout}${stderr}`);
}

const modified = (file: string) =>
  stat(file).then(
    (found) => found.mtimeMs,
    () => 0,
  );

async function newestIn(place: string): Promise<number> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => null);
  if (!entries) return modified(place);
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes("lib/stack") && !/\.test\.tsx?$/.test(entry.name));
  return Math.max(0, ...(await Promise.all(files.map((entry) => modified(path.join(entry.parentPath, entry.name))))));
}
