/** Finds a Chromium for the stories: CHROMIUM_PATH, one of the system, or Playwright's own download. */
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** The first is Chromium without windows: the stories take a third less of the machine than with the whole of it. */
export const browserPlaces = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

export function findBrowser(): { executablePath?: string } {
  const found = [process.env.CHROMIUM_PATH, ...browserPlaces].find((place) => place && existsSync(place));
  if (found) return { executablePath: found };
  if (existsSync(chromium.executablePath())) return {};
  throw new Error('No Chromium found. Run "npx playwright install chromium", or set CHROMIUM_PATH.');
}
