/**
 * A tab of the group editor walked setting by setting: each is changed in the browser, counted as a change, saved, there after a reload,
 * and in the document that the worker reads.
 */
import type { Locator, Page } from "@playwright/test";
import type { GroupDocument, GroupSettings } from "../../lib/domain/group/group.ts";
import { editor } from "../../lib/i18n/fi/editor.ts";
import { settings } from "../../lib/i18n/fi/settings.ts";
import type { SettingKey } from "../../lib/i18n/settings.ts";
import { editorStands, expect, save } from "./portal.ts";

export interface Step {
  /** Shows what the field stands behind, if anything, and gives it a value that is not its default. */
  set(page: Page): Promise<void>;
  /** After the reload. */
  stands(page: Page): Promise<void>;
  /** In the document. */
  saved: unknown;
  /** Can't be changed: `saved` is what it always is. */
  fixed?: boolean;
}

/** The row of a setting. */
export const row = (page: Page, key: SettingKey): Locator => page.locator(".field").filter({ has: labelled(page, settings[key].label) });

const labelled = (page: Page, label: string) => page.locator(".field-label").getByText(label, { exact: true });

/** Its one text box. Spaces around do not count. */
export const typed = (key: SettingKey, value: string, saved: unknown = value.trim()): Step => ({
  set: (page) => row(page, key).getByRole("textbox").fill(value),
  stands: (page) => expect(row(page, key).getByRole("textbox")).toHaveValue(value.trim()),
  saved,
});

export const counted = (key: SettingKey, value: number): Step => typed(key, String(value), value);

/** "No limit | At most". */
export const limited = (key: SettingKey, value: number): Step => ({
  ...counted(key, value),
  set: async (page) => {
    await row(page, key).getByRole("radio", { name: "Enintään" }).check();
    await row(page, key).getByRole("textbox").fill(String(value));
  },
});

export const switched = (key: SettingKey, on: boolean): Step => ({
  set: async (page) => {
    const control = row(page, key).getByRole("switch");
    await expect(control).toBeChecked({ checked: !on });
    await control.press("Space");
  },
  stands: (page) => expect(row(page, key).getByRole("switch")).toBeChecked({ checked: on }),
  saved: on,
});

export const segment = (key: SettingKey, label: string, saved: unknown): Step => ({
  set: (page) => row(page, key).getByRole("radio", { name: label, exact: true }).check(),
  stands: (page) => expect(row(page, key).getByRole("radio", { name: label, exact: true })).toBeChecked(),
  saved,
});

/** One of a list. */
export const chosen = (key: SettingKey, label: string, saved: unknown): Step => ({
  set: async (page) => void (await row(page, key).getByRole("combobox").selectOption({ label })),
  stands: (page) => expect(row(page, key).getByRole("combobox").locator("option:checked")).toHaveText(label),
  saved,
});

type Target = keyof Pick<typeof editor, "toGroup" | "toUser" | "toAnnouncement" | "toOutsideNumber" | "toHangUp" | "toBusy">;

/** `label` of the row, or of one of several destinations of a setting. */
export function leadsTo(label: string, kind: Target, target: string | null, saved: unknown): Step {
  const place = (page: Page) => page.locator(".field").filter({ has: labelled(page, label) });
  const choices = (page: Page) => place(page).getByRole("combobox");
  return {
    set: async (page) => {
      await choices(page).first().selectOption({ label: editor[kind] });
      if (target !== null) await choices(page).last().selectOption({ label: target });
    },
    stands: async (page) => {
      await expect(choices(page).first().locator("option:checked")).toHaveText(editor[kind]);
      if (target !== null) await expect(choices(page).last().locator("option:checked")).toHaveText(target);
    },
    saved,
  };
}

export async function documentOf(page: Page): Promise<GroupDocument> {
  const id = /groups\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  return (await page.request.get(`/api/v1/groups/${id}`)).json();
}

/**
 * Walks the steps of the tab that is shown and saves. A setting of the schema without a step fails, and so does one whose value is the
 * default: it would prove nothing.
 */
export async function walk<T extends keyof GroupSettings>(
  page: Page,
  tab: T,
  schema: { shape: object },
  steps: Record<keyof GroupSettings[T] & string, Step>,
): Promise<void> {
  expect(Object.keys(steps).toSorted(), "a step for every setting").toEqual(Object.keys(schema.shape).toSorted());
  const all = Object.entries(steps) as [keyof GroupSettings[T] & string, Step][];
  const valuesNow = async () => (await documentOf(page))[tab] as Record<string, unknown>;
  const before = await valuesNow();
  for (const [, step] of all) await step.set(page);
  const changes = all.filter(([, { fixed }]) => !fixed).length;
  await expect(page.getByText(changes === 1 ? "1 muutos" : `${changes} muutosta`, { exact: true })).toBeVisible();
  await save(page);
  await page.reload();
  await editorStands(page);
  // What a later setting hides was changed first, and is looked at last.
  for (const [, step] of all.toReversed()) await step.stands(page);
  const after = await valuesNow();
  for (const [key, { saved, fixed }] of all) {
    expect(after[key], key).toEqual(saved);
    if (!fixed) expect(before[key], `${key} has been changed`).not.toEqual(saved);
  }
}
