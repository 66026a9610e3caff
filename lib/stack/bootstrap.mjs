/**
 * The first thing of `npm start`, `npm run dev` and `npm test`: plain JavaScript, because nothing may be installed yet. Installs what is
 * missing or out of date, then hands over to TypeScript.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(fileURLToPath(import.meta.url), "../../..");
process.chdir(root);

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Jono needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

const entries = { start: ["lib/stack/run.ts", "start"], dev: ["lib/stack/run.ts", "dev"], test: ["e2e/all.ts"] };
const entry = entries[process.argv[2] ?? "start"];
const hashOf = (...files) =>
  createHash("sha256")
    .update(files.map((file) => readFileSync(file)).join("\0"))
    .digest("hex");

/** Runs `work` unless its stamp says that it was done for the same inputs. */
function once(stamp, hash, work) {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function run(what, command, args) {
  console.log(what);
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", shell: process.platform === "win32" });
  if (status === 0) return;
  console.error(`${stdout}${stderr}\n${command} ${args.join(" ")} failed (${status}).`);
  process.exit(1);
}

once("node_modules/.jono-installed", hashOf("package.json", "package-lock.json"), () =>
  run("Installing packages (once, about a minute)…", "npm", ["ci", "--include=dev"]),
);
once("node_modules/.jono-generated", hashOf("prisma/schema.prisma"), () =>
  run("Preparing the database client…", "npx", ["prisma", "generate"]),
);

const child = spawn(process.execPath, ["--no-deprecation", "--import", "tsx", ...entry, ...process.argv.slice(3)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
