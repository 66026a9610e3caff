/** For tests: a new organisation in the database, seen by its administrator. */
import type { Actor } from "../../domain/actor.ts";
import { db } from "../client.ts";

export async function administratorOf(name: string, person = "Admin"): Promise<Actor> {
  const { id: organisationId } = await db().organisation.create({ data: { name } });
  const email = `admin@${organisationId}.invalid`;
  const user = await db().user.create({ data: { organisationId, email, name: person, extension: "100", role: "administrator" } });
  return { userId: user.id, organisationId, role: "administrator", name: person, language: "fi" };
}
