/** The Prisma client of this process. Made on first use, so that `next build` needs no database, and kept across hot reloads. */
import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "../generated/prisma/client.ts";

export type Transaction = Prisma.TransactionClient;

const mostNames = 500;

/**
 * Statement names make PostgreSQL keep the plans; a name per distinct SQL text. Lists of every length are texts of their own: beyond
 * the limit a statement has no name, because no two may share one.
 */
function statementNames() {
  const names = new Map<string, string>();
  return ({ sql }: { sql: string }) => {
    const known = names.get(sql);
    if (known) return known;
    if (names.size === mostNames) return "";
    const name = `jono_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

export function createDatabase(url: string, connections = 10): PrismaClient {
  const adapter = new PrismaPg({ connectionString: url, max: connections }, { statementNameGenerator: statementNames() });
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}

const keep = globalThis as typeof globalThis & { jonoDatabase?: PrismaClient };

/** @throws when DATABASE_URL is not set. */
export function db(): PrismaClient {
  if (!keep.jonoDatabase) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set");
    keep.jonoDatabase = createDatabase(url);
  }
  return keep.jonoDatabase;
}

export async function closeDatabase(): Promise<void> {
  await keep.jonoDatabase?.$disconnect();
  keep.jonoDatabase = undefined;
}
