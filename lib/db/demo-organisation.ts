/**
 * The demo organisation (README). Its numbers are in ranges that nobody has: the digits after the prefix begin with 000, or they
 * are the test numbers 8000-8099. It exists only in demo mode, where the SIP listener is on loopback.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hash } from "@node-rs/argon2";
import { decodeG711 } from "../audio/g711.ts";
import { alawOfWav, writeWav } from "../audio/wav.ts";
import { groupSettings } from "../domain/group/group.ts";
import type { Transaction } from "./client.ts";
import { destinationData } from "./destination-rows.ts";
import { groupColumns, hoursColumns } from "./group-rows.ts";
import { passwordCost } from "./password.ts";
import { secretsOf, sipRealm } from "./sip-accounts.ts";

const people = [
  { extension: "101", name: "Aino Valvoja", role: "supervisor" },
  { extension: "102", name: "Mikko Laine", role: "member" },
  { extension: "103", name: "Sanna Koski", role: "member", mobileNumber: "0410000103" },
  { extension: "104", name: "Jari Nieminen", role: "member", mobileNumber: "0410000104" },
  { extension: "105", name: "Linda Holm", role: "member" },
  { extension: "106", name: "Petri Salo", role: "member" },
] as const;

const serviceNumbers = [
  { digits: "0800000120", type: "freephone", priceText: "0 €" },
  { digits: "0800000130", type: "freephone", priceText: "0 €" },
  { digits: "0100000120", type: "company", priceText: "pvm/mpm" },
  { digits: "0200000120", type: "company", priceText: "pvm/mpm" },
  { digits: "0290000120", type: "company", priceText: "pvm/mpm" },
  { digits: "0300000120", type: "general", priceText: "pvm/mpm" },
  { digits: "0600000120", type: "transaction", priceText: "1,02 €/min + pvm/mpm" },
  { digits: "0700000120", type: "entertainment", priceText: "1,02 €/min + pvm/mpm" },
  { digits: "0900003300", type: "geographic", priceText: "pvm/mpm" },
  { digits: "0410000200", type: "mobile", priceText: "mpm" },
] as const;

const testNumbers = Array.from({ length: 100 }, (_, index) => ({ digits: String(8000 + index), type: "test" as const, priceText: "0 €" }));

export async function seedDemoOrganisation(tx: Transaction): Promise<string> {
  const organisation = await tx.organisation.create({ data: { name: "Kuuranlahden Energia", demo: true } });
  const organisationId = organisation.id;
  await tx.number.createMany({ data: [...testNumbers, ...serviceNumbers].map((number) => ({ organisationId, ...number })) });
  await tx.billingAccount.create({ data: { organisationId, code: "1000", name: "Asiakaspalvelu" } });
  await tx.trunk.create({
    data: {
      organisationId,
      name: "Demo carrier",
      sourceAddresses: ["127.0.0.2"],
      peer: "127.0.0.2:5070",
      callsPerSecond: 50,
      channels: 200,
    },
  });
  await seedAnnouncements(tx, organisationId);
  const userIds = await seedPeople(tx, organisationId);
  await seedGroups(tx, organisationId, userIds);
  return organisationId;
}

/** Two of the system's own recordings, so that the library is not empty and a group can be given one at once. */
const recordings = [
  { name: "Jonotervehdys", file: "fi/queue.entry.wav" },
  { name: "Edistymisilmoitus", file: "fi/queue.progress.wav" },
];

async function seedAnnouncements(tx: Transaction, organisationId: string): Promise<void> {
  for (const { name, file } of recordings) {
    const alaw = alawOfWav(await readFile(new URL(`../../public/prompts/${file}`, import.meta.url)));
    if (!alaw) throw new Error(`public/prompts/${file} is not readable`);
    const wav = writeWav(decodeG711("alaw", alaw));
    const sha256 = createHash("sha256").update(wav).digest("hex");
    const sound = { version: 1, wav: Uint8Array.from(wav), alaw: Uint8Array.from(alaw), durationMs: Math.round(alaw.length / 8), sha256 };
    await tx.announcement.create({ data: { organisationId, name, audio: { create: sound } } });
  }
}

async function seedPeople(tx: Transaction, organisationId: string): Promise<string[]> {
  const ids: string[] = [];
  for (const person of people) {
    const password = `demo-${person.extension}`;
    const user = await tx.user.create({
      data: {
        organisationId,
        email: `${person.extension}@demo.invalid`,
        name: person.name,
        extension: person.extension,
        role: person.role,
        profile: "multi",
        passwordHash: await hash(password, passwordCost),
        agentState: { create: {} },
      },
    });
    await tx.device.create({
      data: {
        userId: user.id,
        kind: "ipPhone",
        sipAccount: {
          create: {
            organisation: { connect: { id: organisationId } },
            username: person.extension,
            realm: sipRealm,
            ...secretsOf(person.extension, sipRealm, password),
          },
        },
      },
    });
    if ("mobileNumber" in person) await tx.device.create({ data: { userId: user.id, kind: "mobile", mobileNumber: person.mobileNumber } });
    ids.push(user.id);
  }
  return ids;
}

interface DemoGroup {
  name: string;
  digits: string;
  members: { userId: string; skillLevel?: number; ringOrder?: number }[];
  supervisors: string[];
  rules?: { ringInOrder?: boolean; skillBased?: boolean; longestIdle?: boolean; wrapUpSeconds?: number };
  hours?: { alwaysOpen: boolean; manual: "automatic" | "closed" };
}

async function seedGroups(tx: Transaction, organisationId: string, userIds: string[]): Promise<void> {
  const supervisors = userIds.slice(0, 1);
  const all = userIds.map((userId) => ({ userId }));
  const bySkill = userIds.slice(1, 5).map((userId, index) => ({ userId, skillLevel: index + 1 }));
  await seedGroup(tx, organisationId, { name: "Asiakaspalvelu", digits: "8000", members: all, supervisors });
  await seedGroup(tx, organisationId, {
    name: "Tekninen tuki",
    digits: "8001",
    members: bySkill,
    supervisors,
    rules: { skillBased: true, longestIdle: true },
  });
  await seedGroup(tx, organisationId, {
    name: "Laskutus",
    digits: "8002",
    members: all.slice(1, 3),
    supervisors,
    hours: { alwaysOpen: false, manual: "automatic" },
  });
}

async function seedGroup(tx: Transaction, organisationId: string, group: DemoGroup): Promise<void> {
  const number = await tx.number.findUniqueOrThrow({ where: { digits: group.digits } });
  const settings = groupSettings.parse({
    general: { name: group.name, numberId: number.id },
    members: { members: group.members, supervisors: group.supervisors, ...group.rules },
    hours: group.hours,
  });
  const destination = async () => (await tx.destination.create({ data: { organisationId, ...destinationData({ kind: "busy" }) } })).id;
  const row = await tx.group.create({
    data: {
      organisationId,
      ...groupColumns(settings),
      noAgentsDestinationId: await destination(),
      overflowDestinationId: await destination(),
    },
  });
  await tx.openingHours.create({
    data: {
      groupId: row.id,
      ...hoursColumns(settings.hours),
      outsideHoursDestinationId: await destination(),
      exceptionDestinationId: await destination(),
      holidayDestinationId: await destination(),
      manualDestinationId: await destination(),
      emergencyDestinationId: await destination(),
    },
  });
  await tx.groupMember.createMany({ data: settings.members.members.map((member) => ({ groupId: row.id, ...member })) });
  await tx.groupSupervisor.createMany({ data: group.supervisors.map((userId) => ({ groupId: row.id, userId })) });
  await tx.groupLogin.createMany({ data: group.members.map(({ userId }) => ({ groupId: row.id, userId })) });
}
