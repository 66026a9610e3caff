/** How much script a page needs before it stands. */
import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect } from "@playwright/test";

export const budgetBytes = 200_000;

/** What a page names in its HTML: the browser loads it before the page stands. What is loaded later, when it is needed, does not count. */
function firstScripts(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const scripts = tags.filter((tag) => !/\bnomodule\b/i.test(tag) && (tag.startsWith("<script") || /\bas="script"/.test(tag)));
  return [...new Set(scripts.flatMap((tag) => /\b(?:src|href)="([^"]+\.js[^"]*)"/.exec(tag)?.[1] ?? []))];
}

const sizes = new Map<string, number>();

/** Compressed. */
export async function scriptBytes(request: APIRequestContext, path: string): Promise<number> {
  const scripts = firstScripts(await (await request.get(path)).text());
  expect(scripts.length, path).toBeGreaterThan(3);
  for (const script of scripts) {
    if (!sizes.has(script)) sizes.set(script, gzipSync(await (await request.get(script)).body()).length);
  }
  return scripts.reduce((sum, script) => sum + (sizes.get(script) ?? 0), 0);
}
