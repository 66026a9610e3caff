/**
 * `npm run screens -- http://127.0.0.1:3000 EMAIL PASSWORD`: pictures of every page of a running Jono, in both themes, into docs/screens.
 * What a page shows is what the organisation holds: run `npm run demo:calls` beside it for a live one.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "./browser.ts";

const [base, email, password] = process.argv.slice(2);
if (!base || !email || !password) {
  console.error("npm run screens -- http://127.0.0.1:3000 EMAIL PASSWORD");
  process.exit(2);
}
const folder = path.resolve(import.meta.dirname, "../docs/screens");
const viewport = { width: 1440, height: 900 };

const places = {
  live: "/live",
  wallboard: "/live/wallboard",
  agent: "/agent",
  groups: "/groups",
  groupNew: "/groups/new",
  callbacks: "/callbacks",
  calls: "/calls",
  reports: "/reports",
  messages: "/messages",
  announcements: "/announcements",
  systemPrompts: "/announcements/system",
  menus: "/menus",
  menuNew: "/menus/new",
  messageBoxNew: "/message-boxes/new",
  openingHours: "/opening-hours",
  numbers: "/numbers",
  numberNew: "/numbers/new",
  users: "/users",
  userNew: "/users/new",
  trunks: "/trunks",
  trunkNew: "/trunks/new",
  billingIds: "/billing-ids",
  organisation: "/organisation",
  apiTokens: "/api-tokens",
  webhooks: "/webhooks",
  audit: "/audit",
  account: "/account",
} as const;
/** The first of each list, when there is one: where the list is, and how the address of each begins. */
const firsts = {
  call: ["/calls", "/calls/"],
  menu: ["/menus", "/menus/"],
  messageBox: ["/menus", "/message-boxes/"],
  number: ["/numbers", "/numbers/"],
  user: ["/users", "/users/"],
  trunk: ["/trunks", "/trunks/"],
  webhook: ["/webhooks", "/webhooks/"],
} as const;
const tabs = ["general", "queue", "members", "announcements", "callback", "hours"];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch(findBrowser());
for (const scheme of ["light", "dark"] as const) await photograph(browser, scheme);
await browser.close();

async function photograph(browser: Browser, scheme: "light" | "dark"): Promise<void> {
  const context = await browser.newContext({
    viewport,
    locale: "fi-FI",
    timezoneId: "Europe/Helsinki",
    colorScheme: scheme,
    baseURL: base,
  });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await picture(page, "signIn", scheme);
  await page.getByLabel("Sähköposti").fill(email!);
  await page.getByLabel("Salasana", { exact: true }).fill(password!);
  await page.getByRole("button", { name: "Kirjaudu" }).click();
  await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
  for (const [name, place] of Object.entries(places)) {
    // The agent's page is there for members of a group only.
    if ((await page.goto(place))?.ok()) await picture(page, name, scheme);
  }
  for (const [name, [list, beginning]] of Object.entries(firsts)) {
    await page.goto(list);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const one = page.locator(`main a[href^="${beginning}"]:not([href$="/new"])`).first();
    const address = await one.getAttribute("href", { timeout: 3_000 }).catch(() => null);
    if (address && (await page.goto(address))?.ok()) await picture(page, name, scheme);
  }
  await page.goto("/groups");
  const group = await page.getByRole("main").getByRole("row").getByRole("link").first().getAttribute("href");
  for (const tab of tabs) {
    await page.goto(group!.replace(/[^/]+$/, tab));
    await picture(page, `group-${tab}`, scheme);
  }
  await context.close();
}

async function picture(page: Page, name: string, scheme: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  // Whatever comes after the page itself: live figures, the caller's journey. A stream never comes to rest, so there is no event to wait for.
  await page.waitForTimeout(1_500);
  const file = path.join(folder, `${name}-${scheme}.jpg`);
  await page.screenshot({ path: file, type: "jpeg", quality: 60 });
  console.log(path.relative(process.cwd(), file));
}
