/**
 * What operations answer, shown in the OpenAPI document: told by the demo organisation once, and `e2e/sip/api-answers.test.ts` asks whether they
 * are still alike. Where an operation is not named here its answer is of another kind, or it has none (204).
 */
import type { Erased } from "@/lib/db/personal-data.ts";
import type { OwnPresence } from "@/lib/db/presence.ts";
import type { OwnPrompt } from "@/lib/db/system-prompts.ts";
import type { TwoStepState } from "@/lib/db/two-step.ts";
import type { ApiTokenRecord } from "@/lib/domain/api-token.ts";
import type { Contact } from "@/lib/domain/contact.ts";
import type { MissedCall } from "@/lib/domain/desk.ts";
import type { MessageRecord } from "@/lib/domain/message.ts";
import type { ReportFigures } from "@/lib/domain/report/figures.ts";
import type { SessionRecord } from "@/lib/domain/session.ts";
import type { SipBanRecord } from "@/lib/domain/sip-ban.ts";
import type { DeliveryRecord } from "@/lib/domain/webhook-delivery.ts";

const someId = "0192f0aa-0000-7000-8000-000000000009";
const at = "2026-11-22T11:21:30.080Z";

const group = {
  general: {
    type: "customerService",
    name: "Esimerkki",
    language: "fi",
    billingAccountId: null,
    numberId: "01a202fb-71d3-76d7-8cf0-a3dc135fab93",
    hideFromDirectory: false,
    allowNumberPresentation: false,
    presentedNumber: "caller",
    numberTag: { kind: "none" },
  },
  queue: {
    maxWaitSeconds: null,
    maxAttempts: null,
    noAgentsDestination: { kind: "busy" },
    maxWaiting: null,
    overflowDestination: { kind: "busy" },
  },
  members: {
    members: [{ userId: "01a202fb-7a58-70f6-babb-e9a5e80bd4d8", skillLevel: 3, ringOrder: null }],
    supervisors: [],
    ringInOrder: false,
    skillBased: false,
    longestIdle: false,
    presenceAffects: true,
    devices: ["workstation", "mobile"],
    ringSimultaneously: 1,
    wrapUpSeconds: 0,
    ringSeconds: 20,
    logoutAfterMissed: null,
  },
  announcements: {
    queueEntryAnnouncementId: null,
    holdAudioId: null,
    progressAnnouncementId: null,
    progressIntervalSeconds: 45,
    playRingback: true,
    announcePosition: false,
    announceWait: false,
  },
  callback: {
    callbackEnabled: false,
    callbackRingSeconds: 30,
    callbackAttempts: 3,
    callbackValidityMinutes: 480,
    callbackMetadata: "",
    callbackHandlerAnnouncementId: null,
    callbackOfferAnnouncementId: null,
    offerAfterOpenMinutes: 0,
    offerWhenWaitingMoreThan: 0,
    offerWhenLongestWaitMinutes: 0,
    offerWhenEstimatedWaitMinutes: 0,
    stopBeforeCloseMinutes: 0,
  },
  hours: {
    alwaysOpen: true,
    weekly: [[], []],
    exceptions: [],
    closedOnHolidays: true,
    manual: "automatic",
    serveAfterCloseMinutes: 15,
    closedDestinations: {
      outsideHours: { kind: "busy" },
      exception: { kind: "busy" },
      holiday: { kind: "busy" },
      manual: { kind: "busy" },
      emergency: { kind: "busy" },
    },
  },
  id: "4468704d-f42e-47bc-b2dd-69be1d52d7cf",
  version: 2,
};
const groupInList = {
  id: "01a202fb-7893-7181-a261-3f1ab1251f18",
  version: 1,
  name: "Asiakaspalvelu",
  serviceLevelTargetSeconds: 20,
  number: "8000",
  memberCount: 6,
  hours: { alwaysOpen: true, weekly: [[], []], exceptions: [], closedOnHolidays: true, manual: "automatic", serveAfterCloseMinutes: 15 },
};
const user = {
  id: "01a202fb-7636-774d-a9d0-b8db001c30e3",
  version: 1,
  name: "Aino Valvoja",
  email: "101@demo.invalid",
  extension: "101",
  role: "supervisor",
  profile: "multi",
  language: "fi",
  active: true,
  twoStep: false,
  devices: [
    {
      kind: "ipPhone",
      enabled: true,
      username: "101",
      mobileNumber: null,
      registered: false,
      registration: { state: "expired", at: "2026-11-22T11:22:18.693Z", address: "127.0.0.1", userAgent: null, expiresAt: null },
    },
  ],
  groups: [{ id: "01a202fb-7893-7181-a261-3f1ab1251f18", name: "Asiakaspalvelu", loggedIn: true }],
  presence: "available",
};
const number = {
  id: "01a202fb-71d3-76d7-8cf0-a3dc135fab93",
  digits: "0100000120",
  type: "company",
  priceText: "pvm/mpm",
  purpose: "unset",
  parallelNumber: null,
  answerMode: "answer",
  accepted: null,
  version: 2,
  group: null,
};
const billingAccount = { id: "01a202fb-72de-749c-a66a-387dc4381ce1", code: "1000", name: "Asiakaspalvelu", version: 1, usedBy: [] };
const announcement = {
  id: "01a202fb-75ea-7488-ba31-7af9c62a3907",
  version: 1,
  name: "Edistymisilmoitus",
  language: "fi",
  kind: "announcement",
  durationMs: 4078,
  updatedAt: "2026-11-22T11:19:23.882Z",
  usedBy: [],
};
const menu = {
  id: "e77af1f8-3bd7-4498-bcb6-26291557115f",
  version: 1,
  name: "Päävalikko",
  language: "fi",
  greetingId: null,
  options: [],
  dialByExtension: false,
  timeoutSeconds: 8,
  retries: 2,
  timeoutDestination: { kind: "busy" },
  invalidDestination: { kind: "busy" },
  noExtensionDestination: { kind: "busy" },
};
const messageBox = {
  id: "80a06db1-e022-4119-8777-87ff67de4bc6",
  version: 1,
  name: "Jätä viesti",
  questions: [{ prompt: "Mitä asiasi koskee?", announcementId: null, answer: "speech", maxSeconds: 60 }],
  email: null,
};
const trunk = {
  id: "01a202fb-72f6-71f3-b15d-f22985d3c26a",
  version: 1,
  name: "Demo carrier",
  enabled: true,
  sourceAddresses: ["127.0.0.2"],
  peer: "127.0.0.2:5070",
  transport: "udp",
  registration: null,
  callsPerSecond: 50,
  channels: 200,
  monitor: true,
  state: { up: false, reason: "noAnswer", status: null, since: "2026-11-22T12:44:11.748Z", channelsInUse: 0 },
};
const { state: _state, ...trunkSettings } = trunk;
const newWebhook = {
  record: {
    id: "564f90b5-3e5a-4ed0-aa3d-be47194f2f1a",
    version: 1,
    name: "Asiakasrekisteri",
    url: "https://hooks.example.com/jono",
    enabled: false,
    events: ["call.ended"],
    createdAt: "2026-11-22T12:44:59.096Z",
    previousSecretUntil: null,
    waiting: 0,
    givenUp: 0,
  },
  secret: "jonohook_…",
};
const call = {
  id: "e04b6762-480f-4422-b6c5-c39e24d76c11",
  groupId: "2ca02846-1ed0-42e3-bc0b-e809efb6b82b",
  groupName: "Palvelulinja",
  dialledNumber: "0290000120",
  callerNumber: "0410001783",
  callerName: null,
  direction: "incoming",
  arrivedAt: "2026-11-22T11:21:30.080Z",
  queuedAt: "2026-11-22T11:21:30.083Z",
  answeredAt: "2026-11-22T11:21:42.300Z",
  endedAt: "2026-11-22T11:24:02.900Z",
  answeredBy: { id: "01a202fb-7636-774d-a9d0-b8db001c30e3", name: "Aino Valvoja" },
  outcome: "answered",
  outcomeReason: null,
  endedBy: "caller",
  waitSeconds: 12,
  talkSeconds: 141,
  wrapUpSeconds: 30,
  forecastErrorSeconds: null,
  notes: "",
  legs: [],
  events: [
    { sequence: 1, at: "2026-11-22T11:21:30.081Z", kind: "arrived", userId: null, userName: null, detail: { number: "0290000120" } },
    { sequence: 2, at: "2026-11-22T11:21:30.083Z", kind: "queued", userId: null, userName: null, detail: {} },
    {
      sequence: 3,
      at: "2026-11-22T11:21:42.300Z",
      kind: "answered",
      userId: "01a202fb-7636-774d-a9d0-b8db001c30e3",
      userName: "Aino Valvoja",
      detail: {},
    },
  ],
};
const { events: _events, legs: _legs, notes: _notes, ...callInList } = call;
const callback = {
  id: "5e85c7df-f106-42d7-885d-8fab5d292421",
  groupId: "2ca02846-1ed0-42e3-bc0b-e809efb6b82b",
  groupName: "Palvelulinja",
  number: "0410001060",
  state: "waiting",
  arrivedAt: "2026-11-22T11:21:21.149Z",
  requestedAt: "2026-11-22T12:44:11.465Z",
  expiresAt: "2026-11-22T20:44:11.465Z",
  nextAttemptAt: null,
  attempts: 0,
  attemptsAllowed: 2,
  memberName: null,
  endedAt: null,
  endReason: null,
};
const figures = {
  offered: 14,
  answered: 6,
  abandoned: 1,
  overflowed: 0,
  closed: 0,
  callbackRequested: 1,
  failed: 6,
  callbacksAsked: 7,
  callbacksReached: 0,
  callbacksUnreached: 0,
  callbacksCancelled: 0,
  callbacksOpen: 7,
  callbackAttempts: 0,
  handled: 0,
  estimated: 0,
  answeredInTarget: 0,
  abandonedShort: 0,
  abandonedLate: 1,
  meanWaitSeconds: null,
  wait90Seconds: null,
  longestWaitSeconds: null,
  talkSeconds: 0,
  wrapUpSeconds: 0,
  meanEstimateErrorSeconds: null,
} satisfies ReportFigures;
const report = {
  days: { from: "2026-11-22", to: "2026-11-22" },
  timeZone: "Europe/Helsinki",
  division: "group",
  filter: { from: "2026-11-22", to: "2026-11-22" },
  total: figures,
  rows: [
    {
      key: "2ca02846-1ed0-42e3-bc0b-e809efb6b82b",
      name: "Palvelulinja",
      figures,
      filter: { from: "2026-11-22", to: "2026-11-22", groupId: "2ca02846-1ed0-42e3-bc0b-e809efb6b82b" },
    },
  ],
};
const auditEntry = [
  {
    id: "01a20349-c3db-71b8-b9e0-12a8a448dbc6",
    at: "2026-11-22T12:44:55.643Z",
    actorName: "Pääkäyttäjä",
    action: "update",
    subjectKind: "group",
    subjectId: "4468704d-f42e-47bc-b2dd-69be1d52d7cf",
    subjectName: "Asiakaspalvelu",
    before: { queue: { maxWaiting: null } },
    after: { queue: { maxWaiting: 10 } },
  },
];
const organisation = {
  name: "Kuuranlahden Energia",
  language: "fi",
  timeZone: "Europe/Helsinki",
  presenceNames: [],
  callbackRetryMinutes: 5,
  callbackDailyCap: 500,
  serviceLevelTargetPercent: 80,
  allowedNumberClasses: ["nationalFixed", "mobile"],
  retentionDaysCalls: 365,
  retentionDaysMessages: 90,
  version: 2,
};
const apiToken = {
  id: "01a202fd-1f1a-777a-b1d8-242712fbabec",
  name: "demo:calls",
  owner: "Pääkäyttäjä",
  rights: { kind: "api" },
  createdAt: "2026-11-22T11:21:12.741Z",
  lastUsedAt: "2026-11-22T11:21:12.922Z",
  expiresAt: "2026-11-23T11:21:12.493Z",
} satisfies ApiTokenRecord;
const screen = { ...apiToken, name: "Taulu, Firefox, Linux", rights: { kind: "figures", groups: null } } satisfies ApiTokenRecord;
const missed = {
  callId: call.id,
  at,
  groupName: call.groupName,
  callerNumber: "0450000000",
  callerName: null,
  result: "timeout",
  times: 1,
} satisfies MissedCall;
const message = {
  ...{ id: someId, messageBoxId: messageBox.id, boxName: messageBox.name, groupId: group.id, groupName: "Asiakaspalvelu", callId: call.id },
  ...{ callerNumber: "0450000000", callerName: null, completedAt: at, cutOff: false, heardAt: null, heardBy: null },
  answers: [{ prompt: "Mitä asiasi koskee?", seconds: 8, keys: null }],
} satisfies MessageRecord;
const contact = { kind: "group", name: "Asiakaspalvelu", number: "8000" } satisfies Contact;

const delivery = {
  ...{ id: someId, event: "call.ended", at, state: "delivered", attempts: 1, lastAttemptAt: at, nextAttemptAt: null, lastStatus: "200" },
} satisfies DeliveryRecord;
const codes = { codes: ["abcde-fghij"] };

/** All of one resource: its list, and the one that is made, read and saved. */
const resource = (path: string, parameter: string, one: object, inList = one): [string, unknown][] => [
  [`GET ${path}`, [inList]],
  [`POST ${path}`, one],
  [`GET ${path}/{${parameter}}`, one],
  [`PUT ${path}/{${parameter}}`, one],
];

/** By method and path below /api/v1. */
export const answers: Record<string, unknown> = {
  ...Object.fromEntries([
    ...resource("/groups", "groupId", group, groupInList),
    ...resource("/users", "userId", user),
    ...resource("/numbers", "numberId", number),
    ...resource("/menus", "menuId", menu),
    ...resource("/message-boxes", "messageBoxId", messageBox),
    ...resource("/trunks", "trunkId", trunk),
    ...resource("/announcements", "announcementId", announcement),
  ]),
  "PUT /groups/{groupId}/alert-limits": { longestWaitSeconds: 180, waiting: 10, nobodyLoggedIn: true, callbackExpiresMinutes: 60 },
  "PUT /groups/{groupId}/manual-hours": { manual: "emergency", byHand: { manual: "emergency", since: at, by: "Pääkäyttäjä" } },
  "POST /trunks": trunkSettings,
  "PUT /trunks/{trunkId}": trunkSettings,
  "POST /users/{userId}/sip-password": { username: "102", realm: "jono", password: "…", servers: ["udp:127.0.0.1:5060"] },
  "POST /users/{userId}/password-link": { address: "http://127.0.0.1:3000/password#…", expiresAt: at },
  "GET /billing-accounts": [billingAccount],
  "POST /billing-accounts": billingAccount,
  "PUT /billing-accounts/{billingAccountId}": billingAccount,
  "PUT /announcements/{announcementId}/audio": announcement,
  "GET /announcements/{announcementId}/versions": [{ version: 2, durationMs: 500, createdAt: "2026-11-22T12:44:59.580Z" }],
  "POST /announcements/{announcementId}/versions": announcement,
  "GET /system-prompts": [{ promptId: "queue.entry", language: "fi", durationMs: 4070, version: someId } satisfies OwnPrompt],
  "GET /speech": { installed: true },
  "GET /sip-bans": [
    { id: someId, address: "198.51.100.7", username: "102", reason: "guessing", createdAt: at, endsAt: at } satisfies SipBanRecord,
  ],
  "GET /calls": { calls: [callInList], next: call.id },
  "GET /calls/count": { count: 14, more: false },
  "GET /calls/{callId}": call,
  "GET /calls/{callId}/notes": {
    id: "e04b6762-480f-4422-b6c5-c39e24d76c11",
    groupName: "Palvelulinja",
    notes: "",
    number: "0410001783",
    name: null,
    waitSeconds: null,
  },
  "GET /contacts": [contact],
  "GET /desk": {
    ...{
      figures: { answered: 12, talkSeconds: 1810, wrapUpSeconds: 300, missed: 1 },
      missed: [missed],
      devices: user.devices,
      groups: user.groups,
    },
  },
  "GET /reports": report,
  "GET /callbacks": [callback],
  "GET /messages": [message],
  "GET /screens": [screen],
  "GET /sessions": [
    {
      id: someId,
      current: true,
      createdAt: at,
      lastSeenAt: at,
      address: "127.0.0.1",
      browser: "Firefox",
      system: "Linux",
    } satisfies SessionRecord,
  ],
  "GET /two-step": { on: true, recoveryCodesLeft: 9 } satisfies TwoStepState,
  "POST /two-step": { key: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/…" },
  "PUT /two-step": codes,
  "POST /two-step/recovery-codes": codes,
  "GET /api-tokens": [apiToken],
  "POST /api-tokens": { record: apiToken, token: "jono_…" },
  "GET /webhooks": [newWebhook.record],
  "POST /webhooks": newWebhook,
  "PUT /webhooks/{webhookId}": newWebhook.record,
  "POST /webhooks/{webhookId}/secret": newWebhook,
  "GET /webhooks/{webhookId}/deliveries": [delivery],
  "GET /organisation": organisation,
  "PUT /organisation": organisation,
  "GET /audit": auditEntry,
  "GET /presence": {
    presence: "available",
    name: null,
    choices: [{ presence: "available", name: "Paikalla" }],
  } satisfies OwnPresence,
  "POST /personal-data/export": { number: "+358450000000", calls: [call], callbacks: [callback], messages: [message] },
  "POST /personal-data/erase": { calls: 3, callbacks: 1, messages: 0 } satisfies Erased,
};

/** Answers that are no JSON. */
export const otherAnswers: Record<string, string> = {
  "GET /calls/csv": "text/csv",
  "GET /reports/csv": "text/csv",
  "GET /announcements/{announcementId}/audio": "audio/wav",
  "GET /messages/{messageId}/audio": "audio/wav",
  "GET /system-prompts/{language}/{prompt}": "audio/wav",
  "POST /speech": "audio/wav",
  "GET /live": "text/event-stream",
  "GET /live/figures": "text/event-stream",
};
