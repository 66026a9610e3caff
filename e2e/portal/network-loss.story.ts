/** What is typed outlives the network: no connection, an answer that is lost on the way, one that takes its time. */
import type { Page, Route } from "@playwright/test";
import { ask, makeGroup } from "./ask.ts";
import { editorStands, expect, expectAccessible, save, test, toast } from "./portal.ts";
import { documentOf, row } from "./setting-steps.ts";

const failed = (page: Page) => toast(page, "Tallennus ei onnistunut");
const remedy = "Palvelimeen ei saatu yhteyttä. Muutokset ovat tallessa tällä sivulla. Tarkista verkkoyhteys ja yritä uudelleen.";
const saveButton = (page: Page) => page.getByRole("button", { name: "Tallenna", exact: true });
const wait = (page: Page) => row(page, "maxWaitSeconds").getByRole("textbox");
const waiting = (page: Page) => row(page, "maxWaiting").getByRole("textbox");

const puts = (page: Page, handle: (route: Route) => Promise<void>) =>
  page.route("**/api/v1/groups/*", (route) => (route.request().method() === "PUT" ? handle(route) : route.continue()));

test("without a network a save says what to do and keeps what was typed; an answer that is lost is no other's change; one that is slow is asked for once", async ({
  page,
  context,
}) => {
  const group = await makeGroup(page, "Verkon varassa", "8040", ["105", "102"]);
  await page.goto(`/groups/${group.id}/queue`);
  await editorStands(page);
  await row(page, "maxWaitSeconds").getByRole("radio", { name: "Enintään" }).check();
  await wait(page).fill("300");

  await context.setOffline(true);
  await saveButton(page).click();
  await expect(failed(page)).toContainText(remedy);
  await expectAccessible(page);
  await expect(wait(page)).toHaveValue("300");
  await row(page, "maxWaiting").getByRole("radio", { name: "Enintään" }).check();
  await waiting(page).fill("4");
  await saveButton(page).click();
  await expect(failed(page)).toHaveCount(1);
  await context.setOffline(false);
  await save(page);
  await expect(failed(page)).toHaveCount(0);
  expect(await documentOf(page)).toMatchObject({ version: 2, queue: { maxWaitSeconds: 300, maxWaiting: 4 } });

  // Stored, but the browser never hears so.
  await puts(page, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("link", { name: /^Yleinen/ }).click();
  await page.getByLabel("Nimi", { exact: true }).fill("  Verkon varassa yhä ");
  await saveButton(page).click();
  await expect(failed(page)).toContainText(remedy);
  expect(await documentOf(page)).toMatchObject({ version: 3, general: { name: "Verkon varassa yhä" } });
  await page.unroute("**/api/v1/groups/*");
  await page.getByLabel("Nimi", { exact: true }).fill("Verkon varassa edelleen");
  await save(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Verkon varassa edelleen");
  expect(await documentOf(page)).toMatchObject({ version: 4, general: { name: "Verkon varassa edelleen" } });

  let sent = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await puts(page, async (route) => {
    sent++;
    await held;
    await route.continue();
  });
  await page.getByRole("link", { name: /^Jonoasetukset/ }).click();
  await wait(page).fill("600");
  await saveButton(page).dblclick();
  await expect(page.getByRole("button", { name: "Tallennetaan" })).toBeDisabled();
  await page.keyboard.press("Control+s");
  await waiting(page).fill("9");
  await page.keyboard.press("Control+s");
  answer();
  await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
  await expect(waiting(page)).toHaveValue("9");
  expect(sent).toBe(1);
  await page.unroute("**/api/v1/groups/*");
  await save(page);
  expect(await documentOf(page)).toMatchObject({ version: 6, queue: { maxWaitSeconds: 600, maxWaiting: 9 } });
  await ask(page, "DELETE", `/groups/${group.id}`);
});

test("a group whose creation was not answered is not made twice, and its name is not taken by itself", async ({ page }) => {
  let sent = 0;
  await page.route("**/api/v1/groups", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    sent++;
    if (sent > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.goto("/groups/new");
  await page.getByLabel("Nimi", { exact: true }).fill("Kerran luotu");
  await page.getByLabel("Ryhmän numero", { exact: true }).selectOption({ label: "8041" });
  await page.getByRole("button", { name: "Luo ryhmä" }).dblclick();
  await expect(toast(page, "Palvelimeen ei saatu yhteyttä.")).toBeVisible();
  expect(sent).toBe(1);
  await expect(page.getByLabel("Nimi", { exact: true })).toHaveValue("Kerran luotu");
  await page.getByRole("button", { name: "Luo ryhmä" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kerran luotu" })).toBeVisible();
  const { id } = await documentOf(page);
  await ask(page, "DELETE", `/groups/${id}`);
});
