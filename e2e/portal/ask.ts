/** What a story asks of the API beside the browser, as the administrator who is signed in there. */
import type { Page } from "@playwright/test";
import type { GroupDocument, GroupSettingsInput } from "../../lib/domain/group/group.ts";
import { expect } from "./portal.ts";

export async function ask<T>(page: Page, method: "GET" | "POST" | "PUT" | "DELETE", path: string, data?: object): Promise<T> {
  const response = await page.request.fetch(`/api/v1${path}`, { method, data });
  expect(response.ok(), `${method} ${path}: ${await response.text()}`).toBe(true);
  return response.status() === 204 ? (undefined as T) : response.json();
}

export const userId = async (page: Page, extension: string): Promise<string> =>
  (await ask<{ id: string; extension: string }[]>(page, "GET", "/users")).find((user) => user.extension === extension)?.id ?? "";

export const numberId = async (page: Page, digits: string): Promise<string> =>
  (await ask<{ id: string; digits: string }[]>(page, "GET", "/numbers")).find((number) => number.digits === digits)?.id ?? "";

/** With the members of these extensions, logged in, in this ring order. */
export async function makeGroup(
  page: Page,
  name: string,
  digits: string,
  members: string[] = [],
  settings: Omit<GroupSettingsInput, "general"> = {},
): Promise<GroupDocument> {
  const ids = await Promise.all(members.map((extension) => userId(page, extension)));
  return ask(page, "POST", "/groups", {
    ...settings,
    general: { name, numberId: await numberId(page, digits) },
    members: { ...settings.members, members: ids.map((id, index) => ({ userId: id, ringOrder: index + 1 })) },
  });
}

/** An announcement of the library with this sound (WAV). */
export async function makeAnnouncement(page: Page, name: string, wav: Uint8Array): Promise<string> {
  const audio = { name: "sound.wav", mimeType: "audio/wav", buffer: Buffer.from(wav) };
  const response = await page.request.post("/api/v1/announcements", { multipart: { name, language: "fi", audio } });
  expect(response.ok(), await response.text()).toBe(true);
  return ((await response.json()) as { id: string }).id;
}
