import { gzipSync } from "node:zlib";
import { expect, test } from "./portal.ts";

const budgetBytes = 200_000;

/** What a page names in its HTML: the browser loads it before the page stands. What is loaded later, when it is needed, does not count. */
function firstScripts(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const scripts = tags.filter((tag) => !/\bnomodule\b/i.test(tag) && (tag.startsWith("<script") || /\bas="script"/.test(tag)));
  return [...new Set(scripts.flatMap((tag) => /\b(?:src|href)="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []))];
}

test("no page needs more than 200 KB of compressed script before it stands", async ({ page, context }) => {
  await page.goto("/groups");
  const group = await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).getAttribute("href");
  const editor = ["general", "queue", "members", "announcements", "callback", "hours"].map((tab) => group?.replace("queue", tab) ?? "");
  const settings = [
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
  const sizes = new Map<string, number>();
  for (const path of ["/groups", "/groups/new", ...editor, "/live", "/calls", "/announcements", "/audit", "/billing-ids", ...settings]) {
    const scripts = firstScripts(await (await context.request.get(path)).text());
    expect(scripts.length, path).toBeGreaterThan(3);
    for (const script of scripts) {
      if (!sizes.has(script)) sizes.set(script, gzipSync(await (await context.request.get(script)).body()).length);
    }
    const bytes = scripts.reduce((sum, script) => sum + (sizes.get(script) ?? 0), 0);
    console.log(`${path.replace(/[0-9a-f-]{36}/, "…")}: ${Math.round(bytes / 1000)} KB`);
    expect.soft(bytes, path).toBeLessThan(budgetBytes);
  }
});
