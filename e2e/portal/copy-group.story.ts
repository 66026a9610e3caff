import type { GroupDocument } from "../../lib/domain/group/group.ts";
import { ask, makeGroup } from "./ask.ts";
import { expect, expectAccessible, expectNarrowFits, test, toast } from "./portal.ts";
import { documentOf } from "./setting-steps.ts";

test("a group is copied from its row: everything comes along but name, number and what was switched by hand, and the form says so", async ({
  page,
}) => {
  const original = await makeGroup(page, "Kopioitava", "8045", ["105", "102"], {
    queue: { maxWaitSeconds: 600 },
    members: { wrapUpSeconds: 45 },
    hours: { alwaysOpen: false, manual: "closed", weekly: [[{ opens: 480, closes: 960 }], [], [], [], [], [], []] },
  });
  await page.goto("/groups");
  await page.getByRole("button", { name: "Toiminnot: Kopioitava" }).click();
  await page.getByRole("menuitem", { name: "Tee kopio" }).click();
  await expect(page.getByText("Kopio ryhmästä Kopioitava.")).toContainText("Numero, käsin valittu aukiolo, jonottajat ja raportit eivät");
  await expect(page.getByLabel("Nimi", { exact: true })).toHaveValue("Kopioitava (kopio)");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Luo ryhmä" }).click();
  await expect(page.getByLabel("Ryhmän numero", { exact: true })).toBeFocused();
  await page.getByLabel("Ryhmän numero", { exact: true }).selectOption({ label: "8046" });
  await page.getByRole("button", { name: "Luo ryhmä" }).click();
  await expect(toast(page, "Kopioitava (kopio) on luotu")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Kopioitava (kopio)" })).toBeVisible();
  const copy = await documentOf(page);
  const { numberId } = copy.general;
  expect(numberId).not.toBe(original.general.numberId);
  expect(copy).toEqual({
    ...original,
    ...{ id: copy.id, version: 1, general: { ...original.general, name: "Kopioitava (kopio)", numberId } },
    hours: { ...original.hours, manual: "automatic" },
  } satisfies GroupDocument);
  for (const { id } of [copy, original]) await ask(page, "DELETE", `/groups/${id}`);
});
