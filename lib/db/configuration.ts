/** The organisation's whole configuration in one consistent read, for the worker. */
import type { OrganisationConfiguration, SavedAgentState } from "../domain/configuration.ts";
import { byHandOf } from "../domain/group/by-hand.ts";
import { toAlertLimits } from "./alert-limits.ts";
import { db } from "./client.ts";
import { toGroupDocument, wholeGroup } from "./group-rows.ts";
import { toMenuDocument, wholeMenu } from "./menus.ts";
import { toMessageBoxDocument } from "./message-boxes.ts";

const users = {
  where: { active: true },
  include: { devices: { include: { sipAccount: { select: { id: true, username: true } } } } },
  orderBy: { extension: "asc" },
} as const;

const newestSound = { orderBy: { version: "desc" }, take: 1, select: { durationMs: true, sha256: true } } as const;

const read = (organisationId: string) =>
  db().$transaction(
    (tx) =>
      tx.organisation.findUnique({
        where: { id: organisationId },
        include: {
          groups: { include: wholeGroup, orderBy: { name: "asc" } },
          users,
          numbers: { orderBy: { digits: "asc" } },
          menus: { include: wholeMenu },
          messageBoxes: true,
          announcements: { include: { audio: newestSound } },
          promptOverrides: { select: { id: true, promptId: true, language: true } },
          trunks: { where: { enabled: true }, orderBy: { name: "asc" } },
        },
      }),
    { isolationLevel: "RepeatableRead" },
  );
type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

/** Null when the organisation is gone. @throws ZodError when a row breaks a rule of lib/domain. */
export async function loadConfiguration(organisationId: string): Promise<OrganisationConfiguration | null> {
  const row = await read(organisationId);
  if (!row) return null;
  return {
    organisationId: row.id,
    version: row.configurationVersion,
    name: row.name,
    language: row.language,
    timeZone: row.timeZone,
    demo: row.demo,
    allowedNumberClasses: row.allowedNumberClasses,
    callbackRetryMinutes: row.callbackRetryMinutes,
    groups: row.groups.map((group) => ({
      ...toGroupDocument(group),
      serviceLevelTargetSeconds: group.serviceLevelTargetSeconds,
      shortAbandonSeconds: group.shortAbandonSeconds,
      alertLimits: toAlertLimits(group),
      byHand: group.hours && byHandOf(group.hours.manual, group.hours.manualSince, group.hours.manualBy),
    })),
    users: row.users.map(toUser),
    numbers: row.numbers.map((number) => ({
      id: number.id,
      digits: number.digits,
      test: number.type === "test",
      answerMode: number.answerMode === "earlyMedia" ? "earlyMedia" : "answer",
    })),
    prompts: row.promptOverrides,
    announcements: row.announcements.flatMap(({ id, name, audio: [sound] }) => (sound ? [{ id, name, ...sound }] : [])),
    menus: row.menus.map(toMenuDocument),
    messageBoxes: row.messageBoxes.map(toMessageBoxDocument),
    trunks: row.trunks.map((trunk) => ({
      id: trunk.id,
      name: trunk.name,
      sourceAddresses: trunk.sourceAddresses,
      peer: trunk.peer,
      transport: trunk.transport === "tcp" ? "tcp" : "udp",
      callsPerSecond: trunk.callsPerSecond,
      channels: trunk.channels,
      monitor: trunk.monitor,
      registration: registrationOf(trunk),
    })),
  };
}

function registrationOf({ registerUser: user, registerRealm: realm, registerPassword: sealedPassword }: Row["trunks"][number]) {
  return user && realm && sealedPassword ? { user, realm, sealedPassword } : null;
}

const toUser = (user: Row["users"][number]) => ({
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
});

/** Of what is committed; null when the organisation is gone. */
export async function configurationVersion(organisationId: string): Promise<number | null> {
  const where = { id: organisationId };
  return (await db().organisation.findUnique({ where, select: { configurationVersion: true } }))?.configurationVersion ?? null;
}

export async function organisationIds(): Promise<string[]> {
  return (await db().organisation.findMany({ select: { id: true }, orderBy: { createdAt: "asc" } })).map((row) => row.id);
}

/** A-law samples of the announcement's newest sound, or null. */
export async function announcementSamples(announcementId: string): Promise<Uint8Array | null> {
  const row = await db().announcementAudio.findFirst({ where: { announcementId }, orderBy: { version: "desc" }, select: { alaw: true } });
  return row?.alaw ?? null;
}

/** A-law samples of an own recording of a system prompt, or null. */
export async function promptSamples(id: string): Promise<Uint8Array | null> {
  return (await db().systemPromptOverride.findUnique({ where: { id }, select: { alaw: true } }))?.alaw ?? null;
}

export async function savedAgentStates(organisationId: string): Promise<SavedAgentState[]> {
  const rows = await db().user.findMany({
    where: { organisationId },
    select: { id: true, agentState: true, logins: { select: { groupId: true } } },
  });
  return rows.map((row) => ({
    userId: row.id,
    paused: row.agentState?.paused ?? false,
    pauseReason: row.agentState?.pauseReason ?? null,
    presence: (row.agentState?.presence ?? "available") as SavedAgentState["presence"],
    presenceName: row.agentState?.presenceName ?? null,
    loggedInGroups: row.logins.map((login) => login.groupId),
  }));
}
