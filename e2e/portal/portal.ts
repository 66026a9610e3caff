/** What the stories have in common. */
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

/** Every story fails on a script error, a refused resource (CSP) or a request to another host. */
export const test = base.extend<{ watched: undefined }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && /Content Security Policy|Hydration/.test(message.text())) faults.push(message.text());
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(String(baseURL)) && !/^(data|blob):/.test(request.url())) faults.push(`asked ${request.url()}`);
      });
      await awaitReactAfterGoto(page);
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A page that was opened answers: what is pressed before React has taken the server's HTML over is lost. */
async function awaitReactAfterGoto(page: Page): Promise<void> {
  const goto = page.goto.bind(page);
  page.goto = async (...where) => {
    const response = await goto(...where);
    if (response?.headers()["content-type"]?.startsWith("text/html")) await page.waitForFunction(isTakenOver);
    return response;
  };
}

/** Asked in the page: whether React answers there. */
export const isTakenOver = () => {
  const main = document.querySelector("main");
  return !main || Object.keys(main).some((key) => key.startsWith("__reactProps$"));
};

/** WCAG 2.2 AA, as far as axe can see. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoViolation(
    page,
    new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]),
  );
}

/** The part of it that another theme can change. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNoViolation(page, new AxeBuilder({ page }).withRules(["color-contrast"]));
}

async function expectNoViolation(page: Page, axe: AxeBuilder): Promise<void> {
  // A colour that is still on its way to another is nobody's fault.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running"));
  // We have no frames: the other mode opens a window of its own each time, for a second.
  const { violations } = await axe.setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}

/** Neither sideways scrolling at 320 px. */
export async function expectNarrowFits(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 800 });
  await page.waitForFunction(() => window.innerWidth === 320);
  const sideways = await page.evaluate(() => {
    if (document.documentElement.scrollWidth <= 320) return [];
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > 321);
    return wide.map((element) => element.outerHTML.slice(0, 120)).slice(0, 3);
  });
  expect(sideways, page.url()).toEqual([]);
  if (before) await page.setViewportSize(before);
}

export const toast = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });

/** A new group through the form; ends in its editor. */
export async function addGroup(page: Page, name: string, number: string, members: string[] = []): Promise<void> {
  await page.goto("/groups");
  await page.getByRole("link", { name: "Lisää vastausryhmä" }).click();
  await page.getByLabel("Nimi", { exact: true }).fill(name);
  await page.getByLabel("Ryhmän numero", { exact: true }).selectOption({ label: number });
  for (const member of members) await page.getByRole("checkbox", { name: new RegExp(member) }).check();
  await page.getByRole("button", { name: "Luo ryhmä" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await editorStands(page);
}

/** The journey is drawn by the browser: when it stands, the form answers. */
export const editorStands = (page: Page) => expect(page.getByRole("heading", { name: "Tarkistukset" })).toBeVisible();

export const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Ryhmän asetukset" }).getByRole("link", { name: new RegExp(`^${name}`) });

export async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(toast(page, "Tallennettu").first()).toBeVisible();
  // The news of an earlier save may still stand there.
  await expect(page.getByRole("button", { name: /^Tallenn(a|etaan)$/ })).toBeHidden();
}
