import { chown, copyFile, mkdir, open, readdir } from "node:fs/promises";
import path from "node:path";
import type { Owner } from "./postgres.ts";

/**
 * Copies a folder, whose files may come, change and go meanwhile, for its owner's eyes only and onto the disk for good. `wanted` is asked of
 * files and folders, by their paths inside.
 */
export async function copyTree(from: string, to: string, owner: Owner, wanted: (inside: string) => boolean = () => true): Promise<void> {
  await makeFolder(to, owner);
  await copyInside(from, to, owner, "", wanted);
}

async function copyInside(from: string, to: string, owner: Owner, inside: string, wanted: (inside: string) => boolean): Promise<void> {
  for (const entry of await readdir(path.join(from, inside), { withFileTypes: true })) {
    const name = path.join(inside, entry.name);
    if (!wanted(name)) continue;
    if (entry.isDirectory()) {
      await makeFolder(path.join(to, name), owner);
      await copyInside(from, to, owner, name, wanted);
    } else if (entry.isFile()) await copyOne(path.join(from, name), path.join(to, name), owner).catch(ignoreGone);
  }
}

async function makeFolder(folder: string, { uid, gid }: Owner): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (uid !== undefined) await chown(folder, uid, gid!);
}

/** @throws when there is no such file */
export async function copyOne(from: string, to: string, { uid, gid }: Owner): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, "r+");
  try {
    await file.chmod(0o600);
    if (uid !== undefined) await file.chown(uid, gid!);
    await file.sync();
  } finally {
    await file.close();
  }
}

export function ignoreGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
