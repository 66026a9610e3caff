/** How the portal answers in a house of 1,000 groups: saving, the list of groups, the editor of a group of 300 members, scripts. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { announceConfiguration } from "../../lib/db/change.ts";
import { createDatabase } from "../../lib/db/client.ts";
import { destinationData } from "../../lib/db/destination-rows.ts";
import { groupColumns, hoursColumns } from "../../lib/db/group-rows.ts";
import { type GroupDocument, type GroupSettings, groupSettings } from "../../lib/domain/group/group.ts";
import { startPostgres } from "../../lib/stack/postgres.ts";
import { Api } from "../api.ts";
import { findBrowser } from "../browser.ts";
import { scriptBytes } from "../portal/script-size.ts";
import { portsFrom, type Stack, startStack } from "../stack.ts";
import { percentile, printTimes } from "./report.ts";

const groupCount = 1_000;
const memberCount = 300;
const saves = 40;

export async function run(): Promise<void> {
  const stack = await startStack(portsFrom(Number(process.env.BENCH_PORT ?? 13_600)), { LOG_LEVEL: "warn" });
  try {
    const api = new Api(stack.url, stack.token);
    await timeSaves("Save, 6 members, 3 groups", api, await groupCalled(api, "8000"));
    const large = await fillHouse(stack);
    await timeSaves("Save, 6 members, 1,000 groups", api, await groupCalled(api, "8000"));
    await timeSaves("Save, 300 members, 1,000 groups", api, await api.request("GET", `/groups/${large}`));
    await inBrowser(stack, large);
  } finally {
    await stack.stop();
  }
}

async function groupCalled(api: Api, digits: string): Promise<GroupDocument> {
  const groups = await api.request<{ id: string; number: string }[]>("GET", "/groups");
  return api.request("GET", `/groups/${groups.find(({ number }) => number === digits)?.id}`);
}

async function timeSaves(what: string, api: Api, group: GroupDocument): Promise<void> {
  const times: number[] = [];
  let now = group;
  for (let n = 0; n < saves; n++) {
    const queue = { ...now.queue, maxWaiting: n };
    const begin = performance.now();
    now = await api.saveGroup({ ...now, queue });
    times.push(performance.now() - begin);
  }
  printTimes(what, times);
}

/** Straight into the database, as the seed does; returns the group of all members. */
async function fillHouse({ dataDir }: Stack): Promise<string> {
  const { url } = await startPostgres(path.join(dataDir, "postgres"));
  const database = createDatabase(url, 2);
  const { id: organisationId } = await database.organisation.findFirstOrThrow({ where: { demo: true } });
  const users = Array.from({ length: memberCount }, (_, n) => ({
    ...{ id: randomUUID(), organisationId, role: "member" as const, name: `Jäsen ${n}` },
    ...{ extension: String(4000 + n), email: `${4000 + n}@bench.invalid` },
  }));
  await database.user.createMany({ data: users });
  const numbers = Array.from({ length: groupCount }, (_, n) => ({ id: randomUUID(), organisationId, digits: `02000${10_000 + n}` }));
  await database.number.createMany({ data: numbers.map((number) => ({ ...number, type: "company" as const })) });
  const made = numbers.map((number, n) => {
    const members = n === 0 ? users : users.slice(n % 290, (n % 290) + 6);
    const settings = groupSettings.parse({
      general: { name: `Ryhmä ${String(n).padStart(4, "0")}`, numberId: number.id },
      members: { members: members.map(({ id }, index) => ({ userId: id, ringOrder: index + 1 })) },
    });
    return { id: randomUUID(), settings, destinations: Array.from({ length: 7 }, () => randomUUID()) as Destinations };
  });
  await insertGroups(database, organisationId, made);
  await database.$transaction((tx) => announceConfiguration(tx, organisationId));
  await database.$disconnect();
  return made[0]!.id;
}

type Destinations = [string, string, string, string, string, string, string];

async function insertGroups(
  database: ReturnType<typeof createDatabase>,
  organisationId: string,
  made: { id: string; settings: GroupSettings; destinations: Destinations }[],
): Promise<void> {
  const busy = destinationData({ kind: "busy" });
  await database.destination.createMany({
    data: made.flatMap(({ destinations }) => destinations.map((id) => ({ id, organisationId, ...busy }))),
  });
  await database.group.createMany({
    data: made.map(({ id, settings, destinations: [noAgentsDestinationId, overflowDestinationId] }) => ({
      ...{ id, organisationId, ...groupColumns(settings), noAgentsDestinationId, overflowDestinationId },
    })),
  });
  await database.openingHours.createMany({
    data: made.map(({ id, settings, destinations: [, , outsideHours, exception, holiday, manual, emergency] }) => ({
      ...{ groupId: id, ...hoursColumns(settings.hours), outsideHoursDestinationId: outsideHours, exceptionDestinationId: exception },
      ...{ holidayDestinationId: holiday, manualDestinationId: manual, emergencyDestinationId: emergency },
    })),
  });
  const members = made.flatMap(({ id, settings }) => settings.members.members.map((member) => ({ groupId: id, ...member })));
  await database.groupMember.createMany({ data: members });
  await database.groupLogin.createMany({ data: members.map(({ groupId, userId }) => ({ groupId, userId })) });
}

async function inBrowser(stack: Stack, group: string): Promise<void> {
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch(findBrowser());
    const context = await browser.newContext({ baseURL: stack.url, locale: "fi-FI", viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await signIn(page, stack);
    await timeList(page);
    await timeEditor(page, group);
    await sizes(context, group);
  } finally {
    await browser?.close();
  }
}

async function signIn(page: Page, { admin }: Stack): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Sähköposti").fill(admin.email);
  await page.getByLabel("Salasana").fill(admin.password);
  await page.getByLabel("Salasana").press("Enter");
  await page.getByRole("heading", { level: 1, name: "Vastausryhmät" }).waitFor();
}

async function timeList(page: Page): Promise<void> {
  const paints: number[] = [];
  for (let n = 0; n < 5; n++) {
    await page.goto("/groups");
    await page.getByRole("heading", { level: 1, name: "Vastausryhmät" }).waitFor();
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN));
  }
  printTimes("list of 1,000 groups: first paint", paints);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  const frames = await page.evaluate(async () => {
    const times: number[] = [];
    // No function with a name inside: what the page is given is this text alone.
    let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let n = 0; n < 300; n++) {
      window.scrollBy(0, 120);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - before);
      before = now;
    }
    return times;
  });
  const dropped = frames.filter((time) => time > 25).length;
  printTimes("list of 1,000 groups: a frame while scrolling", frames);
  console.log(`${"".padEnd(44)} ${dropped} of ${frames.length} frames longer than 25 ms`);
}

/** From the input to the paint that follows it, as the browser itself measures it (Event Timing), in steps of 8 ms; below 16 ms counts as 16. */
async function timeInputs(page: Page, what: string, times: number, act: (n: number) => Promise<void>): Promise<void> {
  const found: number[] = [];
  for (let n = 0; n < times; n++) {
    await page.evaluate(() => {
      const kept = window as unknown as { longest: number; observer?: PerformanceObserver };
      kept.observer?.disconnect();
      kept.longest = 16;
      kept.observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) kept.longest = Math.max(kept.longest, duration);
      });
      kept.observer.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    });
    await act(n);
    found.push(
      await page.evaluate(async () => {
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return (window as unknown as { longest: number }).longest;
      }),
    );
  }
  printTimes(what, found);
}

async function timeEditor(page: Page, group: string): Promise<void> {
  await page.goto(`/groups/${group}/general`);
  await page.getByRole("heading", { name: "Tarkistukset" }).waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
  const name = page.getByLabel("Nimi", { exact: true });
  await name.focus();
  await timeInputs(page, "300 members: a key in the name", 20, (n) => page.keyboard.press(String.fromCharCode(97 + n)));
  const tabs = ["Jonoasetukset", "Jäsenet", "Tiedotteet", "Jäsenet", "Takaisinsoitto", "Jäsenet"];
  const tab = (n: number) => page.getByRole("navigation", { name: "Ryhmän asetukset" }).getByRole("link", { name: tabs[n % tabs.length] });
  await timeInputs(page, "300 members: change of tab", 12, (n) => tab(n).click());
  await page.getByRole("button", { name: "Siirrä: Jäsen 0", exact: true }).focus();
  await page.keyboard.press("Space");
  await timeInputs(page, "300 members: a step of a member by keyboard", 15, () => page.keyboard.press("ArrowDown"));
  await page.keyboard.press("Escape");
}

async function sizes(context: BrowserContext, group: string): Promise<void> {
  const pages = [
    "/groups",
    "/groups/new",
    `/groups/${group}/queue`,
    "/opening-hours",
    "/live",
    "/calls",
    "/reports",
    "/users",
    "/menus/new",
  ];
  const all: [string, number][] = [];
  for (const page of pages) all.push([page.replace(group, "…"), await scriptBytes(context.request, page)]);
  for (const [page, bytes] of all) console.log(`${page.padEnd(44)} ${Math.round(bytes / 1000)} KB of script, compressed`);
  console.log(
    `${"largest".padEnd(44)} ${Math.round(
      percentile(
        all.map(([, bytes]) => bytes),
        1,
      ) / 1000,
    )} KB`,
  );
}
