/**
 * `npm test`: installs what only the tests need, then runs everything: lint, types, import rules, unit and integration tests, portal build,
 * SIP scenarios, browser stories. Ends with one line `N passed, M failed`.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { nextBinary } from "../lib/stack/portal-build.ts";
import { browserPlaces } from "./browser.ts";

interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, by name: repeated at the very end, where a reader of a cut log finds it. */
  failures?: string[];
}
interface Tool {
  /** Of Debian: the first that can be installed is enough. */
  packages: string[];
  /** One of them shows that it is there. */
  files: string[];
}
interface Step {
  name: string;
  needs?: Tool[];
  run(reports: string): Promise<Count>;
}

const bin = (name: string) => path.join("node_modules", ".bin", name);
const sipTools: Tool[] = [
  { packages: ["sip-tester"], files: ["/usr/bin/sipp", "/usr/local/bin/sipp"] },
  { packages: ["baresip-core"], files: ["/usr/bin/baresip", "/usr/local/bin/baresip"] },
];
const speech: Tool = { packages: ["espeak-ng"], files: ["/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng", "/opt/homebrew/bin/espeak-ng"] };
const browser: Tool = { packages: ["chromium-headless-shell", "chromium"], files: browserPlaces };

const steps: Step[] = [
  { name: "lint", run: () => check(bin("biome"), ["check", "."]) },
  { name: "types", run: () => check("npm", ["run", "--silent", "typecheck"]) },
  { name: "import rules", run: () => check("npm", ["run", "--silent", "imports"]) },
  { name: "unit and integration tests", run: unitTests },
  { name: "portal build", run: () => check(process.execPath, [nextBinary, "build"]) },
  { name: "SIP scenarios", needs: sipTools, run: sipScenarios },
  { name: "browser stories", needs: [browser, ...sipTools, speech], run: playwright },
];

const total = { passed: 0, failed: 0, skipped: 0, failures: [] as string[] };
const reports = await mkdtemp(path.join(tmpdir(), "jono-test-"));
for (const step of steps) add(step.name, await runStep(step));
await rm(reports, { recursive: true, force: true });
for (const failure of total.failures) console.log(`FAILED  ${failure}`);
const skipped = total.skipped ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exit(total.failed > 0 ? 1 : 0);

function add(name: string, count: Count): void {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  if (count.failed)
    total.failures.push(
      ...(count.failures?.length ? count.failures : ["no single test: see above"]).map((failure) => `${name}: ${failure}`),
    );
}

async function runStep(step: Step): Promise<Count> {
  const begin = performance.now();
  console.log(`\n== ${step.name}`);
  const missing = install(step.needs ?? []);
  const count = missing.length ? skip(step, missing) : await step.run(reports);
  console.log(`== ${step.name}: ${count.passed} passed, ${count.failed} failed (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
  return count;
}

/** With CI=true nothing is skipped in silence. */
function skip(step: Step, missing: string[]): Count {
  console.log(`${step.name} need ${missing.join(", ")}: install them to run these tests.`);
  return process.env.CI === "true" ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
}

function present(files: string[]): boolean {
  return files.some((file) => existsSync(file));
}

/** Debian packages by apt where we are root; returns what is still missing. */
function install(needs: Tool[]): string[] {
  const wanted = needs.filter(({ files }) => !present(files));
  if (wanted.length && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore", env });
    for (const tool of wanted) installFirst(tool, env);
  }
  return wanted.filter(({ files }) => !present(files)).map(({ packages }) => packages.join(" or "));
}

function installFirst({ packages, files }: Tool, env: NodeJS.ProcessEnv): void {
  for (const name of packages) {
    if (present(files)) return;
    console.log(`Installing ${name}…`);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { stdio: "ignore", env });
  }
}

/** A command that passes or fails as a whole. */
async function check(command: string, args: string[]): Promise<Count> {
  const ok = (await run(command, args)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Two lanes side by side (vitest.config.ts). */
function unitTests(reports: string): Promise<Count> {
  return together(["stored", "pure"].map((lane) => vitest(`unit-${lane}`, [], reports, { UNIT_LANE: lane })));
}

/** Two lanes side by side, on ports of their own (vitest.sip.config.ts). */
function sipScenarios(reports: string): Promise<Count> {
  const ports = { carrier: "13400", phones: "11000" };
  return together(
    Object.entries(ports).map(([lane, port]) =>
      vitest(`sip-${lane}`, ["--config", "vitest.sip.config.ts"], reports, { E2E_SIP_LANE: lane, E2E_SIP_PORT: port }),
    ),
  );
}

async function together(lanes: Promise<Count>[]): Promise<Count> {
  const counts = await Promise.all(lanes);
  return {
    passed: sum(counts.map(({ passed }) => passed)),
    failed: sum(counts.map(({ failed }) => failed)),
    skipped: sum(counts.map(({ skipped }) => skipped)),
    failures: counts.flatMap(({ failures = [] }) => failures),
  };
}

function sum(counts: number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

async function vitest(name: string, args: string[], folder: string, env: Record<string, string> = {}): Promise<Count> {
  const file = path.join(folder, `${name}.json`);
  const code = await run(bin("vitest"), ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`], env);
  const report = JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as {
    numPassedTests?: number;
    numFailedTests?: number;
    numPendingTests?: number;
    numFailedTestSuites?: number;
    testResults?: {
      name: string;
      message: string;
      status: string;
      assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
    }[];
  };
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numFailedTestSuites = 0, testResults = [] } = report;
  const failures = testResults
    .filter((file) => file.status === "failed")
    .flatMap((file) => {
      const place = path.relative(process.cwd(), file.name);
      const broken = file.assertionResults.filter((test) => test.status === "failed");
      if (broken.length === 0) return [`${place}: ${firstLine(file.message)}`];
      return broken.map((test) => `${place}: ${test.fullName}: ${firstLine(test.failureMessages?.[0] ?? "")}`);
    });
  // A file that could not be loaded, or a failed set-up, has no failed test of its own.
  return { passed: numPassedTests, failed: atLeastOne(code, numFailedTests || numFailedTestSuites), skipped: numPendingTests, failures };
}

async function playwright(folder: string): Promise<Count> {
  const file = path.join(folder, "playwright.json");
  const code = await run(bin("playwright"), ["test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const report = JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as {
    stats?: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const { expected = 0, unexpected = 0, flaky = 0, skipped: left = 0 } = report.stats ?? {};
  return { passed: expected, failed: atLeastOne(code, unexpected + flaky), skipped: left };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!;
}

function atLeastOne(code: number, failed: number): number {
  return code === 0 ? failed : Math.max(failed, 1);
}
