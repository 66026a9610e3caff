/** People of the demo organisation, each in a browser window of his own beside the administrator's. */
import { type Browser, expect, type Page } from "@playwright/test";

/** Close its context when done. */
export async function signedInAs(browser: Browser, extension: string, heading: string): Promise<Page> {
  const context = await browser.newContext({ locale: "fi-FI", timezoneId: "Europe/Helsinki", storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Sähköposti").fill(`${extension}@demo.invalid`);
  await page.getByLabel("Salasana").fill(`demo-${extension}`);
  await page.getByLabel("Salasana").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  return page;
}
