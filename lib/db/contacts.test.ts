/** The users' contact list (product.md, "hideFromDirectory"). */
import { expect, inject, test, vi } from "vitest";
import type { Actor } from "../domain/actor.ts";
import { groupSettings } from "../domain/group/group.ts";

vi.stubEnv("DATABASE_URL", inject("databaseUrl"));
const { db } = await import("./client.ts");
const contacts = await import("./contacts.ts");
const groups = await import("./groups.ts");

async function organisation(name: string): Promise<Actor> {
  const { id: organisationId } = await db().organisation.create({ data: { name } });
  const person = {
    organisationId,
    email: `${name}@contacts.invalid`,
    name: `Anna ${name}`,
    extension: "101",
    role: "administrator" as const,
  };
  const { id: userId } = await db().user.create({ data: person });
  return { userId, organisationId, role: "administrator", name: person.name, language: "fi" };
}

async function addGroup(actor: Actor, name: string, digits: string, hideFromDirectory: boolean): Promise<void> {
  const number = await db().number.create({ data: { organisationId: actor.organisationId, digits, type: "test" } });
  await groups.create(actor, groupSettings.parse({ general: { name, numberId: number.id, hideFromDirectory } }));
}

test("hideFromDirectory: a group that is hidden is in nobody's contact list, one that is not is, with its number", async () => {
  const [here, there] = [await organisation("here"), await organisation("there")];
  await addGroup(here, "Tuki", "9401", false);
  await addGroup(here, "Salainen", "9402", true);
  await addGroup(there, "Muu", "9403", false);
  expect(await contacts.list(here)).toEqual([
    { kind: "group", name: "Tuki", number: "9401" },
    { kind: "person", name: "Anna here", number: "101" },
  ]);
});
