import { defineConfig } from "vitest/config";

/** SIP scenarios: real sipp and baresip against the running system, one file after the other on one stack. */
export default defineConfig({
  test: {
    include: ["e2e/sip/**/*.test.ts", "e2e/softphone/**/*.test.ts"],
    globalSetup: ["e2e/sip/running-stack.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
