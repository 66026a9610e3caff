import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Unit, property and integration tests; those that need PostgreSQL ask for `databaseUrl` (see lib/db/testing). */
export default defineConfig({
  resolve: { alias: { "@": here("."), "server-only": here("./lib/stack/empty.ts") } },
  test: {
    include: ["{app,components,lib,prisma,sip-worker}/**/*.test.{ts,tsx}"],
    globalSetup: ["lib/stack/test-database.ts"],
    setupFiles: ["lib/stack/property-seed.ts"],
    // A hang is found all the same; a slow machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
