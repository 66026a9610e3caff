/** The parts of an organisation's configuration as the worker has them, each read by itself. */
import type { OrganisationConfiguration } from "../domain/configuration.ts";
import { byHandOf } from "../domain/group/by-hand.ts";
import type { Trunk } from "../generated/prisma/client.ts";
import { toAlertLimits } from "./alert-limits.ts";
import type { Transaction } from "./client.ts";
import { type GroupRow, toGroupDocument, wholeGroup } from "./group-rows.ts";
import { toMenuDocument, wholeMenu } from "./menus.ts";
import { toMessageBoxDocument } from "./message-boxes.ts";

type Configuration = OrganisationConfiguration;
export type ConfiguredGroup = Configuration["groups"][number];
export type ConfigurationPart = "users" | "numbers" | "announcements" | "prompts" | "menus" | "messageBoxes" | "trunks";

type Readers = { [Part in ConfigurationPart]: (tx: Transaction, organisationId: string) => Promise<Configuration[Part]> };

/** @throws ZodError when a row breaks a rule of lib/domain; so do those below. */
export const partReaders: Readers = { users, numbers, announcements, prompts, menus, messageBoxes, trunks };

/** What the organisation itself says, or null when it is gone. */
export async function readOrganisation(tx: Transaction, id: string) {
  const row = await tx.organisation.findUnique({ where: { id } });
  return (
    row && {
      organisationId: row.id,
      version: row.configurationVersion,
      name: row.name,
      language: row.language,
      timeZone: row.timeZone,
      demo: row.demo,
      allowedNumberClasses: row.allowedNumberClasses,
      callbackRetryMinutes: row.callbackRetryMinutes,
    }
  );
}

/** All of the organisation's, or those named. */
export async function readGroups(tx: Transaction, organisationId: string, ids?: string[]): Promise<ConfiguredGroup[]> {
  const rows = await tx.group.findMany({ where: { organisationId, id: ids && { in: ids } }, include: wholeGroup });
  return rows.map(toGroup);
}

const toGroup = (row: GroupRow): ConfiguredGroup => ({
  ...toGroupDocument(row),
  serviceLevelTargetSeconds: row.serviceLevelTargetSeconds,
  shortAbandonSeconds: row.shortAbandonSeconds,
  alertLimits: toAlertLimits(row),
  byHand: row.hours && byHandOf(row.hours.manual, row.hours.manualSince, row.hours.manualBy),
});

async function users(tx: Transaction, organisationId: string): Promise<Configuration["users"]> {
  const rows = await tx.user.findMany({
    where: { organisationId, active: true },
    include: { devices: { include: { sipAccount: { select: { id: true, username: true } } }, orderBy: { kind: "asc" } } },
    orderBy: { extension: "asc" },
  });
  return rows.map((user) => ({
    id: user.id,
    name: user.name,
    extension: user.extension,
    role: user.role,
    devices: user.devices.map((device) => ({
      kind: device.kind,
      enabled: device.enabled,
      accountId: device.sipAccount?.id ?? null,
      username: device.sipAccount?.username ?? null,
      mobileNumber: device.mobileNumber,
    })),
  }));
}

async function numbers(tx: Transaction, organisationId: string): Promise<Configuration["numbers"]> {
  const rows = await tx.number.findMany({ where: { organisationId }, orderBy: { digits: "asc" } });
  return rows.map((number) => ({
    id: number.id,
    digits: number.digits,
    test: number.type === "test",
    answerMode: number.answerMode === "earlyMedia" ? "earlyMedia" : "answer",
  }));
}

const newestSound = { orderBy: { version: "desc" }, take: 1, select: { durationMs: true, sha256: true } } as const;

async function announcements(tx: Transaction, organisationId: string): Promise<Configuration["announcements"]> {
  const rows = await tx.announcement.findMany({ where: { organisationId }, include: { audio: newestSound }, orderBy: { id: "asc" } });
  return rows.flatMap(({ id, name, audio: [sound] }) => (sound ? [{ id, name, ...sound }] : []));
}

async function prompts(tx: Transaction, organisationId: string): Promise<Configuration["prompts"]> {
  const select = { id: true, promptId: true, language: true };
  return tx.systemPromptOverride.findMany({ where: { organisationId }, select, orderBy: { id: "asc" } });
}

async function menus(tx: Transaction, organisationId: string): Promise<Configuration["menus"]> {
  const rows = await tx.menu.findMany({ where: { organisationId }, include: wholeMenu, orderBy: { id: "asc" } });
  return rows.map(toMenuDocument);
}

async function messageBoxes(tx: Transaction, organisationId: string): Promise<Configuration["messageBoxes"]> {
  return (await tx.messageBox.findMany({ where: { organisationId }, orderBy: { id: "asc" } })).map(toMessageBoxDocument);
}

async function trunks(tx: Transaction, organisationId: string): Promise<Configuration["trunks"]> {
  const rows = await tx.trunk.findMany({ where: { organisationId, enabled: true }, orderBy: { name: "asc" } });
  return rows.map((trunk) => ({
    id: trunk.id,
    name: trunk.name,
    sourceAddresses: trunk.sourceAddresses,
    peer: trunk.peer,
    transport: trunk.transport === "tcp" ? "tcp" : "udp",
    callsPerSecond: trunk.callsPerSecond,
    channels: trunk.channels,
    monitor: trunk.monitor,
    registration: registrationOf(trunk),
  }));
}

function registrationOf({ registerUser: user, registerRealm: realm, registerPassword: sealedPassword }: Trunk) {
  return user && realm && sealedPassword ? { user, realm, sealedPassword } : null;
}
