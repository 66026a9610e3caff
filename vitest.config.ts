import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const all = "{app,components,lib,prisma,sip-worker}/**/*.test.{ts,tsx}";
/** Where tests ask for `databaseUrl`: they share one PostgreSQL, so they follow each other. */
const stored = ["app/**", "lib/db/**", "lib/web/**", "prisma/**", "sip-worker/store/**"];
const globalSetup = ["lib/stack/test-database.ts"];
/** `npm test` runs the two lanes side by side. */
const lanes = {
  all: { include: [all], globalSetup },
  stored: { include: stored.map((folder) => `${folder}/*.test.{ts,tsx}`), globalSetup },
  pure: { include: [all], exclude: stored },
};

/** Unit, property and integration tests (see lib/db/testing). */
export default defineConfig({
  resolve: { alias: { "@": here("."), "server-only": here("./lib/stack/empty.ts") } },
  test: {
    ...lanes[(process.env.UNIT_LANE as keyof typeof lanes | undefined) ?? "all"],
    setupFiles: ["lib/stack/property-seed.ts"],
    // A hang is found all the same; a slow machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
