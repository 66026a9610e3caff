/** The API as the page's reader asks it. */
import { expect, type Page } from "@playwright/test";

export async function ask<T>(page: Page, method: "GET" | "POST" | "PUT" | "DELETE", path: string, data?: object): Promise<T> {
  const response = await page.request.fetch(`/api/v1${path}`, { method, data });
  expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true);
  return response.status() === 204 ? (undefined as T) : response.json();
}

export const userId = async (page: Page, extension: string) =>
  (await ask<{ id: string; extension: string }[]>(page, "GET", "/users")).find((user) => user.extension === extension)?.id ?? "";
