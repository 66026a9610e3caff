import { expect, inject, test } from "vitest";
import { missingMigration } from "./create-migration.ts";

test("the migrations produce the schema: nothing is missing and nothing was changed by hand only", async () => {
  expect(await missingMigration(inject("databaseUrl"))).toBeNull();
});
