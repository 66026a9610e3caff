import { defineConfig } from "vitest/config";

/**
 * SIP scenarios: real sipp and baresip against the running system, one file after the other on one stack. They mostly wait for sound to be heard,
 * so `npm test` runs two lanes side by side, each with a stack of its own: those that need the demo carrier, which has one address, and the others.
 */
const lanes = {
  all: { include: ["e2e/sip/**/*.test.ts", "e2e/softphone/**/*.test.ts"] },
  carrier: { include: ["e2e/sip/**/*.carrier.test.ts"] },
  phones: { include: ["e2e/sip/**/*.test.ts", "e2e/softphone/**/*.test.ts"], exclude: ["**/*.carrier.test.ts"] },
};

export default defineConfig({
  test: {
    ...lanes[(process.env.E2E_SIP_LANE as keyof typeof lanes | undefined) ?? "all"],
    globalSetup: ["e2e/sip/running-stack.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
