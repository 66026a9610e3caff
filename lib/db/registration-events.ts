/** Why phones are not registered: the refusals and ends of registrations, kept for a month. */
import type { PhoneRegistration } from "../domain/registration.ts";
import { db } from "./client.ts";

export interface RegistrationEvent {
  username: string;
  reason: Exclude<PhoneRegistration["state"], "registered" | "never">;
  address: string;
  at: Date;
}

const keptDays = 30;

export async function add({ username, reason, address, at }: RegistrationEvent): Promise<void> {
  await db().sipRegistrationEvent.create({ data: { username, reason, address, createdAt: at } });
  const oldest = new Date(at.getTime() - keptDays * 86_400_000);
  await db().sipRegistrationEvent.deleteMany({ where: { username, createdAt: { lt: oldest } } });
}

/** The latest of each user name. */
export async function latest(usernames: string[]): Promise<Map<string, RegistrationEvent>> {
  const rows = await db().sipRegistrationEvent.findMany({
    where: { username: { in: usernames } },
    orderBy: { createdAt: "desc" },
    distinct: ["username"],
  });
  return new Map(
    rows.map(({ username, reason, address, createdAt }) => [
      username,
      { username, reason: reason as RegistrationEvent["reason"], address, at: createdAt },
    ]),
  );
}
