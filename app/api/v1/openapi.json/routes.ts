/** Every operation of the API with what it does. */
import type { DescribedRoute } from "@/lib/web/openapi.ts";
import * as announcementAudio from "../announcements/[announcementId]/audio/route.ts";
import * as announcement from "../announcements/[announcementId]/route.ts";
import * as announcementVersions from "../announcements/[announcementId]/versions/route.ts";
import * as announcements from "../announcements/route.ts";
import * as apiToken from "../api-tokens/[tokenId]/route.ts";
import * as apiTokens from "../api-tokens/route.ts";
import * as audit from "../audit/route.ts";
import * as billingAccount from "../billing-accounts/[billingAccountId]/route.ts";
import * as billingAccounts from "../billing-accounts/route.ts";
import * as callbackCancel from "../callbacks/[callbackId]/cancel/route.ts";
import * as callbackResult from "../callbacks/[callbackId]/result/route.ts";
import * as callbacks from "../callbacks/route.ts";
import * as callNotes from "../calls/[callId]/notes/route.ts";
import * as call from "../calls/[callId]/route.ts";
import * as callCount from "../calls/count/route.ts";
import * as callCsv from "../calls/csv/route.ts";
import * as calls from "../calls/route.ts";
import * as contacts from "../contacts/route.ts";
import * as desk from "../desk/route.ts";
import * as alertLimits from "../groups/[groupId]/alert-limits/route.ts";
import * as manualHours from "../groups/[groupId]/manual-hours/route.ts";
import * as group from "../groups/[groupId]/route.ts";
import * as groups from "../groups/route.ts";
import * as waitingCall from "../live/calls/[callId]/move/route.ts";
import { GET as liveFigures } from "../live/figures/route.ts";
import { GET as live } from "../live/route.ts";
import * as liveScreen from "../live/screen/route.ts";
import * as memberState from "../members/[userId]/state/route.ts";
import * as menu from "../menus/[menuId]/route.ts";
import * as menus from "../menus/route.ts";
import * as messageBox from "../message-boxes/[messageBoxId]/route.ts";
import * as messageBoxes from "../message-boxes/route.ts";
import * as messageAudio from "../messages/[messageId]/audio/route.ts";
import * as messageHeard from "../messages/[messageId]/heard/route.ts";
import * as message from "../messages/[messageId]/route.ts";
import * as messages from "../messages/route.ts";
import * as number from "../numbers/[numberId]/route.ts";
import * as numbers from "../numbers/route.ts";
import * as organisation from "../organisation/route.ts";
import * as personalDataErase from "../personal-data/erase/route.ts";
import * as personalDataExport from "../personal-data/export/route.ts";
import * as preferences from "../preferences/route.ts";
import * as presence from "../presence/route.ts";
import * as reportCsv from "../reports/csv/route.ts";
import * as report from "../reports/route.ts";
import * as screen from "../screens/[screenId]/route.ts";
import * as screens from "../screens/route.ts";
import * as session from "../sessions/[sessionId]/route.ts";
import * as currentSession from "../sessions/current/route.ts";
import * as sessions from "../sessions/route.ts";
import * as sipBan from "../sip-bans/[banId]/route.ts";
import * as sipBans from "../sip-bans/route.ts";
import * as speech from "../speech/route.ts";
import * as systemPrompt from "../system-prompts/[language]/[prompt]/route.ts";
import * as systemPrompts from "../system-prompts/route.ts";
import * as trunk from "../trunks/[trunkId]/route.ts";
import * as trunks from "../trunks/route.ts";
import * as recoveryCodes from "../two-step/recovery-codes/route.ts";
import * as twoStep from "../two-step/route.ts";
import * as passwordLink from "../users/[userId]/password-link/route.ts";
import * as user from "../users/[userId]/route.ts";
import * as userSessions from "../users/[userId]/sessions/route.ts";
import * as sipPassword from "../users/[userId]/sip-password/route.ts";
import * as userTwoStep from "../users/[userId]/two-step/route.ts";
import * as users from "../users/route.ts";
import * as webhookDelivery from "../webhooks/[webhookId]/deliveries/[deliveryId]/redeliver/route.ts";
import * as webhookDeliveries from "../webhooks/[webhookId]/deliveries/route.ts";
import * as webhook from "../webhooks/[webhookId]/route.ts";
import * as webhookSecret from "../webhooks/[webhookId]/secret/route.ts";
import * as webhookTest from "../webhooks/[webhookId]/test/route.ts";
import * as webhooks from "../webhooks/route.ts";

const words = { name: { type: "string" }, language: { enum: ["fi", "sv", "en"] }, kind: { enum: ["announcement", "music"] } };
const audio = { audio: { type: "string", format: "binary", description: "WAV, at most 20 MB and 10 minutes" } };
const newAnnouncement = { type: "object", properties: { ...words, ...audio }, required: ["name", "audio"] };

export const routes: DescribedRoute[] = [
  { path: "/groups", module: groups, summaries: { GET: "Groups of the organisation", POST: "Adds a group" } },
  {
    path: "/groups/{groupId}",
    module: group,
    summaries: {
      GET: "A group as one document",
      PUT: "Saves a group; needs the version that was read",
      DELETE: "Deletes a group and frees its number",
    },
  },
  {
    path: "/groups/{groupId}/alert-limits",
    module: alertLimits,
    summaries: { PUT: "Sets from when on the live view shows an alert, for those who watch the group; null = never" },
  },
  {
    path: "/groups/{groupId}/manual-hours",
    module: manualHours,
    summaries: {
      PUT: "Opens or closes a group by hand, or leaves it to its timetable, for those who watch it; with `before`, only if that still stands",
    },
  },
  { path: "/users", module: users, summaries: { GET: "Users with devices and groups", POST: "Adds a user" } },
  {
    path: "/users/{userId}",
    module: user,
    summaries: { GET: "A user", PUT: "Saves a user; needs the version that was read", DELETE: "Deletes a user whom no calls are sent to" },
  },
  {
    path: "/users/{userId}/sip-password",
    module: sipPassword,
    summaries: { POST: "Makes a new SIP password for one of the user's phones, a member for his own; told once" },
  },
  {
    path: "/users/{userId}/password-link",
    module: passwordLink,
    summaries: { POST: "Makes a link by which the user chooses a password; ends earlier ones" },
  },
  { path: "/users/{userId}/sessions", module: userSessions, summaries: { DELETE: "Ends every session of the user at once" } },
  {
    path: "/members/{userId}/state",
    module: memberState,
    summaries: { POST: "Logs in or out, pauses, resumes, ends or extends wrap-up, sets presence" },
  },
  { path: "/numbers", module: numbers, summaries: { GET: "Numbers; free=true for those nobody has", POST: "Adds a number" } },
  {
    path: "/numbers/{numberId}",
    module: number,
    summaries: {
      GET: "A number",
      PUT: "Saves a number; needs the version that was read; a use against the rules needs accepted: true",
      DELETE: "Deletes a number that no group has",
    },
  },
  { path: "/billing-accounts", module: billingAccounts, summaries: { GET: "Billing IDs", POST: "Adds a billing ID" } },
  {
    path: "/billing-accounts/{billingAccountId}",
    module: billingAccount,
    summaries: { PUT: "Saves a billing ID; needs the version that was read", DELETE: "Deletes a billing ID that no group has" },
  },
  {
    path: "/announcements",
    module: announcements,
    summaries: { GET: "The announcement library", POST: "Adds an announcement" },
    multipart: { POST: newAnnouncement },
  },
  {
    path: "/announcements/{announcementId}",
    module: announcement,
    summaries: { GET: "An announcement", PUT: "Renames an announcement", DELETE: "Deletes an announcement that nothing plays" },
  },
  {
    path: "/announcements/{announcementId}/audio",
    module: announcementAudio,
    summaries: { GET: "The sound as WAV", PUT: "Replaces the sound" },
    multipart: { PUT: { type: "object", properties: audio, required: ["audio"] } },
  },
  {
    path: "/announcements/{announcementId}/versions",
    module: announcementVersions,
    summaries: { GET: "The last ten sounds, the newest first", POST: "Makes an earlier sound the newest again" },
  },
  { path: "/system-prompts", module: systemPrompts, summaries: { GET: "The organisation's own recordings of system prompts" } },
  {
    path: "/system-prompts/{language}/{prompt}",
    module: systemPrompt,
    summaries: {
      GET: "The organisation's own recording as WAV",
      PUT: "Records a system prompt of one's own; callers hear it at once",
      DELETE: "Callers hear the prompt that comes with Jono again",
    },
    multipart: { PUT: { type: "object", properties: audio, required: ["audio"] } },
  },
  {
    path: "/speech",
    module: speech,
    summaries: { GET: "Whether text can be spoken", POST: "Speaks a text: the sound as WAV" },
  },
  { path: "/menus", module: menus, summaries: { GET: "Voice menus", POST: "Adds a voice menu" } },
  {
    path: "/menus/{menuId}",
    module: menu,
    summaries: {
      GET: "A voice menu",
      PUT: "Saves a voice menu; needs the version that was read",
      DELETE: "Deletes a voice menu that nothing leads to",
    },
  },
  { path: "/message-boxes", module: messageBoxes, summaries: { GET: "Message boxes", POST: "Adds a message box" } },
  {
    path: "/message-boxes/{messageBoxId}",
    module: messageBox,
    summaries: {
      GET: "A message box",
      PUT: "Saves a message box; needs the version that was read",
      DELETE: "Deletes a message box that nothing leads to",
    },
  },
  { path: "/trunks", module: trunks, summaries: { GET: "Operator connections with their state", POST: "Adds an operator connection" } },
  {
    path: "/trunks/{trunkId}",
    module: trunk,
    summaries: {
      GET: "An operator connection with its state",
      PUT: "Saves an operator connection; needs the version that was read; a password left out stays as it is",
      DELETE: "Deletes an operator connection",
    },
  },
  { path: "/sip-bans", module: sipBans, summaries: { GET: "Who is banned for guessing SIP passwords" } },
  { path: "/sip-bans/{banId}", module: sipBan, summaries: { DELETE: "Lifts a ban" } },
  { path: "/calls", module: calls, summaries: { GET: "Calls, newest first" } },
  { path: "/calls/count", module: callCount, summaries: { GET: "How many calls a filter finds, up to 10,000" } },
  {
    path: "/calls/csv",
    module: callCsv,
    summaries: { GET: "The calls of a filter as a table, newest first; the columns stand in docs/csv.md" },
  },
  { path: "/calls/{callId}", module: call, summaries: { GET: "A call with its timeline" } },
  {
    path: "/calls/{callId}/notes",
    module: callNotes,
    summaries: {
      GET: "The notes of a call that one answered or may see",
      PUT: "Saves them over what was read, `before`; changedByAnother brings what another has written",
    },
  },
  { path: "/contacts", module: contacts, summaries: { GET: "Colleagues, and the groups that are not hidden from the directory" } },
  { path: "/desk", module: desk, summaries: { GET: "One's own day: figures, missed calls, phones, groups" } },
  { path: "/reports", module: report, summaries: { GET: "Figures of a period; each row has the filter that finds its calls" } },
  { path: "/reports/csv", module: reportCsv, summaries: { GET: "The same as a table; the columns stand in docs/csv.md" } },
  { path: "/callbacks", module: callbacks, summaries: { GET: "Callback requests" } },
  {
    path: "/callbacks/{callbackId}/cancel",
    module: callbackCancel,
    summaries: { POST: "Cancels an open callback request; notNow when it has ended or its customer talks already" },
  },
  {
    path: "/callbacks/{callbackId}/result",
    module: callbackResult,
    summaries: { POST: "The member's word, while he talks: the customer was reached, or a voicemail answered" },
  },
  {
    path: "/messages",
    module: messages,
    summaries: { GET: "Messages that callers have left, newest first; unheard=true for those nobody has heard" },
  },
  { path: "/messages/{messageId}", module: message, summaries: { DELETE: "Deletes a message and its sound" } },
  {
    path: "/messages/{messageId}/audio",
    module: messageAudio,
    summaries: { GET: "One answer as WAV, in parts if asked for; listening stands in the audit log" },
  },
  { path: "/messages/{messageId}/heard", module: messageHeard, summaries: { PUT: "Marks a message as heard, or as not heard" } },
  {
    path: "/live/calls/{callId}/move",
    module: waitingCall,
    summaries: {
      POST: "Puts a waiting caller first, takes him to one's own phone, or moves him to another group; notNow when he waits no longer",
    },
  },
  {
    path: "/live/figures",
    module: { GET: liveFigures },
    summaries: { GET: "The same for a screen that everybody sees: figures of the watched groups, nobody's name or number" },
  },
  {
    path: "/live/screen",
    module: liveScreen,
    summaries: {
      GET: "Whether this browser may show figures: 204, or 401",
      POST: "Lets this browser show figures until its key is revoked, and signs out of it; by portal session only",
    },
  },
  { path: "/screens", module: screens, summaries: { GET: "The screens that one has left showing, with what they show" } },
  { path: "/screens/{screenId}", module: screen, summaries: { DELETE: "Ends one of one's own screens: it goes dark at once" } },
  { path: "/live", module: { GET: live }, summaries: { GET: "Server-sent events: a snapshot, then changes with sequence numbers" } },
  {
    path: "/sessions",
    module: sessions,
    summaries: { GET: "One's own sessions in browsers; by portal session only", DELETE: "Ends one's other sessions at once" },
  },
  { path: "/sessions/current", module: currentSession, summaries: { GET: "Whether one is signed in: 204, or 401" } },
  { path: "/sessions/{sessionId}", module: session, summaries: { DELETE: "Ends one of one's own sessions at once" } },
  {
    path: "/two-step",
    module: twoStep,
    summaries: {
      GET: "Whether one's sign-in has two steps; by portal session only",
      POST: "Makes a key for an authenticator app",
      PUT: "Puts it in use with a first code; tells the recovery codes once",
      DELETE: "Turns it off, with a code",
    },
  },
  { path: "/two-step/recovery-codes", module: recoveryCodes, summaries: { POST: "Makes new recovery codes, with a code; told once" } },
  { path: "/users/{userId}/two-step", module: userTwoStep, summaries: { DELETE: "Removes a user's second step of sign-in" } },
  {
    path: "/api-tokens",
    module: apiTokens,
    summaries: { GET: "API tokens that can be used", POST: "Makes an API token; told once; by portal session only" },
  },
  { path: "/api-tokens/{tokenId}", module: apiToken, summaries: { DELETE: "Revokes an API token at once" } },
  {
    path: "/webhooks",
    module: webhooks,
    summaries: { GET: "Webhooks, with what waits and what was given up", POST: "Makes a webhook; its signing secret is told once" },
  },
  {
    path: "/webhooks/{webhookId}",
    module: webhook,
    summaries: { PUT: "Saves a webhook; needs the version that was read", DELETE: "Deletes a webhook and its delivery log" },
  },
  {
    path: "/webhooks/{webhookId}/secret",
    module: webhookSecret,
    summaries: { POST: "Renews the signing secret, told once; the one before signs too for 24 hours" },
  },
  { path: "/webhooks/{webhookId}/test", module: webhookTest, summaries: { POST: "Sends a test event to this webhook" } },
  {
    path: "/webhooks/{webhookId}/deliveries",
    module: webhookDeliveries,
    summaries: { GET: "The last 200 deliveries, newest first, with how each went" },
  },
  {
    path: "/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver",
    module: webhookDelivery,
    summaries: { POST: "Delivers it anew, with the id that it had" },
  },
  {
    path: "/organisation",
    module: organisation,
    summaries: { GET: "The organisation's settings", PUT: "Saves them; needs the version that was read" },
  },
  { path: "/audit", module: audit, summaries: { GET: "Changes of configuration, newest first" } },
  { path: "/presence", module: presence, summaries: { GET: "One's own presence; notFound for one who is no member of a group" } },
  { path: "/personal-data/export", module: personalDataExport, summaries: { POST: "All that is stored of a phone number" } },
  {
    path: "/personal-data/erase",
    module: personalDataErase,
    summaries: { POST: "Forgets a phone number, its names and notes; figures stay; notNow while a call or a request of it is open" },
  },
  { path: "/preferences", module: preferences, summaries: { PUT: "One's own language, theme, expert view and reports by e-mail" } },
];
