/** Who may call what, route by route. A new route without a line here fails the run. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import type { Actor, Role } from "../domain/actor.ts";
import type { Route } from "./route.ts";

const all: Role[] = ["administrator", "supervisor", "member"];
const supervising: Role[] = ["administrator", "supervisor"];
const administrator: Role[] = ["administrator"];

const matrix: Record<string, Role[]> = {
  "GET announcements": supervising,
  "POST announcements": administrator,
  "GET announcements/[announcementId]": supervising,
  "PUT announcements/[announcementId]": administrator,
  "DELETE announcements/[announcementId]": administrator,
  "GET announcements/[announcementId]/audio": supervising,
  "PUT announcements/[announcementId]/audio": administrator,
  "GET announcements/[announcementId]/versions": supervising,
  "POST announcements/[announcementId]/versions": administrator,
  "GET api-tokens": administrator,
  "POST api-tokens": administrator,
  "DELETE api-tokens/[tokenId]": administrator,
  "GET audit": administrator,
  "GET billing-accounts": administrator,
  "POST billing-accounts": administrator,
  "PUT billing-accounts/[billingAccountId]": administrator,
  "DELETE billing-accounts/[billingAccountId]": administrator,
  "GET callbacks": supervising,
  "POST callbacks/[callbackId]/cancel": supervising,
  "POST callbacks/[callbackId]/result": all,
  "GET calls": all,
  "GET calls/[callId]": all,
  "GET calls/[callId]/notes": all,
  "PUT calls/[callId]/notes": all,
  "GET calls/count": all,
  "GET calls/csv": all,
  "GET contacts": all,
  "GET desk": all,
  "GET groups": supervising,
  "POST groups": administrator,
  "GET groups/[groupId]": supervising,
  "PUT groups/[groupId]": administrator,
  "DELETE groups/[groupId]": administrator,
  "PUT groups/[groupId]/alert-limits": supervising,
  "PUT groups/[groupId]/manual-hours": supervising,
  "GET live": all,
  "GET live/figures": supervising,
  "GET live/screen": supervising,
  "POST live/screen": supervising,
  "POST live/calls/[callId]/move": supervising,
  "POST members/[userId]/state": all,
  "GET menus": supervising,
  "POST menus": administrator,
  "GET menus/[menuId]": supervising,
  "PUT menus/[menuId]": administrator,
  "DELETE menus/[menuId]": administrator,
  "GET message-boxes": supervising,
  "POST message-boxes": administrator,
  "GET message-boxes/[messageBoxId]": supervising,
  "PUT message-boxes/[messageBoxId]": administrator,
  "DELETE message-boxes/[messageBoxId]": administrator,
  "GET messages": supervising,
  "DELETE messages/[messageId]": supervising,
  "PUT messages/[messageId]/heard": supervising,
  "GET messages/[messageId]/audio": supervising,
  "GET numbers": administrator,
  "POST numbers": administrator,
  "GET numbers/[numberId]": administrator,
  "PUT numbers/[numberId]": administrator,
  "DELETE numbers/[numberId]": administrator,
  "GET organisation": administrator,
  "PUT organisation": administrator,
  "POST personal-data/erase": administrator,
  "POST personal-data/export": administrator,
  "PUT preferences": all,
  "GET presence": all,
  "GET sessions": all,
  "DELETE sessions": all,
  "GET sessions/current": all,
  "DELETE sessions/[sessionId]": all,
  "GET reports": all,
  "GET reports/csv": all,
  "GET screens": supervising,
  "DELETE screens/[screenId]": supervising,
  "GET sip-bans": administrator,
  "DELETE sip-bans/[banId]": administrator,
  "GET speech": administrator,
  "POST speech": administrator,
  "GET system-prompts": supervising,
  "GET system-prompts/[language]/[prompt]": supervising,
  "PUT system-prompts/[language]/[prompt]": administrator,
  "DELETE system-prompts/[language]/[prompt]": administrator,
  "GET trunks": administrator,
  "POST trunks": administrator,
  "GET trunks/[trunkId]": administrator,
  "PUT trunks/[trunkId]": administrator,
  "DELETE trunks/[trunkId]": administrator,
  "GET two-step": all,
  "POST two-step": all,
  "PUT two-step": all,
  "DELETE two-step": all,
  "POST two-step/recovery-codes": all,
  "GET users": supervising,
  "POST users": administrator,
  "GET users/[userId]": supervising,
  "PUT users/[userId]": administrator,
  "DELETE users/[userId]": administrator,
  "POST users/[userId]/password-link": administrator,
  "DELETE users/[userId]/sessions": administrator,
  "POST users/[userId]/sip-password": all,
  "DELETE users/[userId]/two-step": administrator,
  "GET webhooks": administrator,
  "POST webhooks": administrator,
  "PUT webhooks/[webhookId]": administrator,
  "DELETE webhooks/[webhookId]": administrator,
  "GET webhooks/[webhookId]/deliveries": administrator,
  "POST webhooks/[webhookId]/deliveries/[deliveryId]/redeliver": administrator,
  "POST webhooks/[webhookId]/secret": administrator,
  "POST webhooks/[webhookId]/test": administrator,
};

/** Says nothing of anyone. */
const open = ["GET openapi.json"];

const root = path.resolve(import.meta.dirname, "../../app/api/v1");

async function routes(): Promise<Map<string, Route | (() => Response)>> {
  const found = new Map<string, Route>();
  const files = (await readdir(root, { recursive: true })).filter((file) => path.basename(file) === "route.ts");
  for (const file of files) {
    const module = (await import(path.join(root, file))) as Record<string, Route>;
    for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH"])
      if (module[method]) found.set(`${method} ${path.dirname(file)}`, module[method]);
  }
  return found;
}

const actor = (role: Role): Actor => ({ userId: "u", organisationId: "o", role, name: "n", language: "fi" });

test("every route has a rule for every role", async () => {
  const found = await routes();
  expect([...found.keys()].toSorted()).toEqual([...Object.keys(matrix), ...open].toSorted());
  for (const [name, roles] of Object.entries(matrix)) {
    const { rule } = found.get(name) as Route;
    expect(
      all.filter((role) => rule.may(actor(role))),
      name,
    ).toEqual(all.filter((role) => roles.includes(role)));
  }
});
