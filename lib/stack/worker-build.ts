/**
 * The worker's three programs, each made one file of JavaScript at every start, which takes less than a second: a worker that was killed is back
 * sooner than by loading its sources one by one (docs/decisions/0023).
 */
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, stop } from "esbuild";

const folder = path.resolve(".built/worker");
const entryPoints = {
  main: "sip-worker/main.ts",
  edge: "sip-worker/edge/main.ts",
  media: "sip-worker/media/engine/thread.ts",
};

/** Returns the program to be started. */
export async function buildWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints,
    outdir: folder,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20.19",
    format: "esm",
    sourcemap: "linked",
    write: false,
  });
  await stop();
  await mkdir(folder, { recursive: true });
  await Promise.all(outputFiles.map(({ path: file, contents }) => replace(file, contents)));
  return path.join(folder, "main.js");
}

/** Another Jono may be starting from the same sources, and its worker must not meet half a file. */
async function replace(file: string, contents: Uint8Array): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, contents);
  await rename(fresh, file);
}
