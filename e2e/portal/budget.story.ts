import { expect, test } from "./portal.ts";
import { budgetBytes, scriptBytes } from "./script-size.ts";

test("no page needs more than 200 KB of compressed script before it stands", async ({ page, context }) => {
  await page.goto("/groups");
  const group = await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).getAttribute("href");
  const editor = ["general", "queue", "members", "announcements", "callback", "hours"].map((tab) => group?.replace("queue", tab) ?? "");
  const settings = [
    "/opening-hours",
    "/menus",
    "/menus/new",
    "/message-boxes/new",
    "/numbers",
    "/numbers/new",
    "/users",
    "/users/new",
    "/trunks",
    "/trunks/new",
    "/webhooks",
  ];
  for (const path of [
    "/groups",
    "/groups/new",
    ...editor,
    "/live",
    "/live/wallboard",
    "/calls",
    "/callbacks",
    "/reports",
    "/messages",
    "/announcements",
    "/announcements/system",
    "/audit",
    "/billing-ids",
    "/organisation",
    "/api-tokens",
    "/account",
    ...settings,
  ]) {
    const bytes = await scriptBytes(context.request, path);
    console.log(`${path.replace(/[0-9a-f-]{36}/, "…")}: ${Math.round(bytes / 1000)} KB`);
    expect.soft(bytes, path).toBeLessThan(budgetBytes);
  }
});
