import { defineConfig } from "prisma/config";

// `prisma generate`, `validate` and `format` run on bundled WebAssembly, but the CLI
// still wants to download its native schema engine first. They never start it, so any
// existing executable satisfies the check and nothing is downloaded.
const wasmOnly = ["generate", "validate", "format"];
if (wasmOnly.includes(process.argv[2] ?? "")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
