/** The live view in a real browser: how long its frames take while the house is busy. */
import { chromium } from "@playwright/test";
import { findBrowser } from "../browser.ts";
import type { BenchHouse } from "./bench-house.ts";

interface Watched {
  /** Between one frame and the next, ms. */
  frames: number[];
  /** Of more than 50 ms each. */
  longTasks: number[];
}

export async function watchFrames({ url, admin }: BenchHouse, seconds: number): Promise<Watched> {
  const browser = await chromium.launch(findBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${url}/sign-in`);
    await page.locator("input[type=email]").fill(admin.email);
    await page.locator("input[type=password]").fill(admin.password);
    await page.locator("input[type=password]").press("Enter");
    await page.waitForURL(/groups/);
    await page.goto(`${url}/live`);
    await page.waitForFunction(() => document.querySelectorAll(".tile").length >= 50);
    // tsx names functions by a helper that the page does not have.
    await page.evaluate("globalThis.__name = (named) => named");
    return await page.evaluate(watch, seconds * 1000);
  } finally {
    await browser.close();
  }
}

const watch = (forMs: number) =>
  new Promise<Watched>((resolve) => {
    const watched: Watched = { frames: [], longTasks: [] };
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.longTasks.push(entry.duration);
    });
    observer.observe({ type: "longtask" });
    const begin = performance.now();
    let last = begin;
    const frame = (now: number) => {
      watched.frames.push(now - last);
      last = now;
      if (now - begin < forMs) requestAnimationFrame(frame);
      else resolve(watched);
    };
    requestAnimationFrame(frame);
  });
