import { expect, test } from "./portal.ts";

const budgetBytes = 200_000;
test("no page needs more than 200 KB of compressed script before it stands", async ({ page, context }) => {
  await page.goto("/groups");
  const group = await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).getAttribute("href");
  const editor = ["general", "queue", "members", "announcements", "callback", "hours"].map((tab) => group?.replace("queue", tab) ?? "");
  for (const path of ["/groups", "/groups/new", ...editor, "/live", "/calls", "/announcements", "/numbers", "/users", "/audit"]) {
    const fresh = await context.newPage();
    const browser = await context.newCDPSession(fresh);
    await browser.send("Network.enable");
    await browser.send("Network.setCacheDisabled", { cacheDisabled: true });
    const scripts = new Set<string>();
    let bytes = 0;
    let standing = false;
    browser.on("Network.responseReceived", ({ type, requestId }) => void (type === "Script" && !standing && scripts.add(requestId)));
    browser.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await fresh.goto(path, { waitUntil: "load" });
    standing = true;
    await fresh.waitForTimeout(300);
    console.log(`${path.replace(/[0-9a-f-]{36}/, "…")}: ${Math.round(bytes / 1000)} KB`);
    expect.soft(bytes, path).toBeLessThan(budgetBytes);
    await fresh.close();
  }
});
