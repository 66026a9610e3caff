/** A body that each operation takes, shown in the OpenAPI document; openapi.test.ts asks each schema whether it does. */
const someGroup = "0192f0aa-0000-7000-8000-000000000001";
const someUser = "0192f0aa-0000-7000-8000-000000000002";
const someNumber = "0192f0aa-0000-7000-8000-000000000003";

const group = {
  general: { name: "Asiakaspalvelu", numberId: someNumber },
  queue: { maxWaitSeconds: 600, maxWaiting: 10 },
  members: { members: [{ userId: someUser, skillLevel: 2 }], wrapUpSeconds: 30 },
  callback: { callbackEnabled: true, offerWhenWaitingMoreThan: 5 },
};
const user = { name: "Mikko Laine", email: "mikko.laine@example.com", extension: "102" };
const trunk = { name: "Operaattori", peer: "sip.example.com:5060" };
const menu = { name: "Päävalikko" };
const messageBox = { name: "Jätä viesti", questions: [{ prompt: "Mitä asiasi koskee?" }] };
const billingAccount = { code: "ASPA-01", name: "Asiakaspalvelu" };
const webhook = { name: "Asiakasrekisteri", url: "https://hooks.example.com/jono", events: ["call.ended"] };
const organisation = {
  ...{ name: "Esimerkki Oy", language: "fi", timeZone: "Europe/Helsinki", serviceLevelTargetPercent: 80 },
  presenceNames: [{ presence: "available", name: "Paikalla" }],
  ...{ callbackRetryMinutes: 5, callbackDailyCap: 500, allowedNumberClasses: ["nationalFixed", "mobile"] },
  ...{ retentionDaysCalls: 365, retentionDaysMessages: 90 },
};

/** By method and path below /api/v1. Numbers are in ranges that nobody has. */
export const bodies: Record<string, unknown> = {
  "POST /groups": group,
  "PUT /groups/{groupId}": { ...group, version: 3 },
  "PUT /groups/{groupId}/alert-limits": { longestWaitSeconds: 180, waiting: 10, nobodyLoggedIn: true, callbackExpiresMinutes: 60 },
  "PUT /groups/{groupId}/manual-hours": { manual: "emergency", before: "automatic" },
  "POST /users": user,
  "PUT /users/{userId}": { ...user, version: 1 },
  "POST /users/{userId}/sip-password": { kind: "ipPhone" },
  "POST /members/{userId}/state": { groupId: someGroup, action: "logIn" },
  "POST /numbers": { digits: "8005" },
  "PUT /numbers/{numberId}": { priceText: "Puhelun hinta", version: 1 },
  "POST /billing-accounts": billingAccount,
  "PUT /billing-accounts/{billingAccountId}": { ...billingAccount, version: 1 },
  "PUT /announcements/{announcementId}": { name: "Tervetuloa" },
  "POST /menus": menu,
  "PUT /menus/{menuId}": { ...menu, version: 1 },
  "POST /message-boxes": messageBox,
  "PUT /message-boxes/{messageBoxId}": { ...messageBox, version: 1 },
  "POST /trunks": trunk,
  "PUT /trunks/{trunkId}": { ...trunk, version: 1 },
  "POST /callbacks/{callbackId}/result": { reached: true },
  "PUT /calls/{callId}/notes": { notes: "Kysyi laskun eräpäivää.", before: "" },
  "POST /live/calls/{callId}/move": { action: "group", groupId: someGroup },
  "PUT /preferences": { language: "sv", theme: "dark", weeklyReport: true },
  "POST /announcements/{announcementId}/versions": { version: 2 },
  "POST /speech": { language: "fi", text: "Tervetuloa asiakaspalveluumme." },
  "PUT /messages/{messageId}/heard": { heard: true },
  "PUT /two-step": { code: "123456" },
  "DELETE /two-step": { code: "123456" },
  "POST /two-step/recovery-codes": { code: "123456" },
  "POST /api-tokens": { name: "Raportointi" },
  "POST /webhooks": webhook,
  "PUT /webhooks/{webhookId}": { ...webhook, version: 1 },
  "PUT /organisation": { ...organisation, version: 1 },
  "POST /personal-data/export": { number: "045 000 0000" },
  "POST /personal-data/erase": { number: "045 000 0000" },
};
