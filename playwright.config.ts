/** The portal's stories in a real browser, against a Jono of their own: database, worker and portal on ports that nobody else has. */
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./e2e/browser.ts";
import { administrator, sessionFile } from "./e2e/portal/administrator.ts";

const port = Number(process.env.E2E_PORT ?? 3110);
const baseURL = `http://127.0.0.1:${port}`;
// Evaluated again by each of Playwright's processes: they share the variable.
process.env.E2E_DATA_DIR ??= path.join(tmpdir(), `jono-stories-${process.pid}-${Date.now()}`);

export default defineConfig({
  testDir: "e2e/portal",
  outputDir: "e2e/.results",
  forbidOnly: !!process.env.CI,
  reporter: "list",
  // One organisation, one pool of numbers: the stories follow each other.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "fi-FI",
    timezoneId: "Europe/Helsinki",
    // Chromium draws without a graphics card here: what moves would cost more than the stories.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of each step (`--trace on`) takes as long again as the step itself.
    screenshot: "only-on-failure",
    launchOptions: {
      ...findBrowser(),
      // A microphone that beeps, allowed without asking.
      args: ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
    },
  },
  projects: [
    { name: "sign-in", testMatch: "sign-in.story.ts" },
    {
      name: "stories",
      testMatch: "*.story.ts",
      testIgnore: "sign-in.story.ts",
      dependencies: ["sign-in"],
      use: { storageState: sessionFile },
    },
  ],
  webServer: {
    command: "node --no-deprecation --import tsx lib/stack/run.ts start",
    url: `${baseURL}/sign-in`,
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: {
      PORT: String(port),
      DATA_DIR: process.env.E2E_DATA_DIR,
      CRASH_POINT_FILE: path.join(process.env.E2E_DATA_DIR, "crash-point"),
      WORKER_API: `127.0.0.1:${port + 1}`,
      SIP_LISTEN: `udp:127.0.0.1:${port + 2},tcp:127.0.0.1:${port + 2}`,
      DRACHTIO_PORT: String(port + 3),
      DATABASE_URL: "",
      RTP_PORTS: "31000-31499",
      DEMO: "1",
      // Only so that reports can be asked for: the story that reads them has a server of its own.
      SMTP_URL: "smtp://127.0.0.1:9",
      SMTP_FROM: "jono@stories.invalid",
      ADMIN_EMAIL: administrator.email,
      ADMIN_PASSWORD: administrator.password,
    },
  },
});
