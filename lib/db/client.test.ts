import { expect, inject, test } from "vitest";
import { createDatabase } from "./client.ts";

test("more distinct statements than have names are answered all the same", async () => {
  const database = createDatabase(inject("databaseUrl"), 1);
  try {
    for (let n = 0; n < 510; n++) {
      const [row] = await database.$queryRawUnsafe<{ answer: number }[]>(`SELECT ${n} AS answer`);
      expect(row?.answer).toBe(n);
    }
  } finally {
    await database.$disconnect();
  }
});
