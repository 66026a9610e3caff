/** What a supervisor does from the live view: opening and closing by hand beside an administrator who edits the same group, and alerts. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { signedInAs } from "./people.ts";
import { dialled, phone } from "./phone.ts";
import { addGroup, editorStands, expect, expectAccessible, expectNarrowFits, save, test } from "./portal.ts";

test("a supervisor closes a group by hand: everyone sees since when and by whom, and an administrator's half-edited form loses nothing", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.goto("/groups");
  await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).click();
  await editorStands(page);
  const api = `/api/v1/groups/${page.url().match(/groups\/([0-9a-f-]{36})/)?.[1]}`;
  const before = await (await page.request.get(api)).json();
  await page.getByRole("radio", { name: "Enintään" }).first().check();
  await page.getByLabel("Jonotuksen maksimiaika", { exact: true }).last().fill("450");

  const supervisor = await signedInAs(browser, "101", "Vastausryhmät");
  try {
    await supervisor.goto("/live");
    await supervisor.getByRole("button", { name: "Aukiolo: Asiakaspalvelu" }).click();
    const dialog = supervisor.getByRole("dialog", { name: "Ryhmän Asiakaspalvelu aukiolo" });
    await expect(dialog.getByRole("button", { name: "Ota käyttöön" })).toBeDisabled();
    await dialog.getByRole("radio", { name: /^Suljettu/ }).check();
    await expectAccessible(supervisor);
    await dialog.getByRole("button", { name: "Ota käyttöön" }).click();
    await expect(dialog).toBeHidden();
    await expect(supervisor.getByRole("button", { name: "Aukiolo: Asiakaspalvelu" })).toContainText("Suljettu käsin");
    await expect(supervisor.getByText(/^Aino Valvoja sulki klo\s\d/)).toBeVisible();
    await expectAccessible(supervisor);
    await expectNarrowFits(supervisor);

    await expect(page.getByText(/^Aino Valvoja sulki klo\s\d/)).toBeVisible();
    await page.getByRole("button", { name: "Tallenna", exact: true }).click();
    const met = page.getByRole("dialog", { name: "Joku muu tallensi ryhmän sillä välin" });
    await expect(met).toContainText("Aukiolo nyt: Suljettu");
    await met.getByRole("button", { name: "Jatka muokkaamista" }).click();
    await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
    await save(page);
    await page.goto("/groups");
    await expect(page.getByRole("row", { name: /Asiakaspalvelu/ })).toContainText(/Suljettu käsin\s*Aino Valvoja sulki klo\s/);

    await supervisor.getByRole("button", { name: "Aukiolo: Asiakaspalvelu" }).click();
    await page.goto("/live");
    await page.getByRole("button", { name: "Aukiolo: Asiakaspalvelu" }).click();
    const other = page.getByRole("dialog");
    await other.getByRole("radio", { name: /^Poikkeustilanne/ }).check();
    await dialog.getByRole("radio", { name: /^Auki/ }).first().check();
    await other.getByRole("button", { name: "Ota käyttöön" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Joku muu vaihtoi juuri aukiolon.");
    await expect(dialog.getByRole("radio", { name: /^Poikkeustilanne/ })).toBeChecked();
    await dialog.getByRole("radio", { name: /^Aikataulun mukaan/ }).check();
    await dialog.getByRole("button", { name: "Ota käyttöön" }).click();
    await expect(page.getByRole("button", { name: "Aukiolo: Asiakaspalvelu" })).toContainText("Auki");
    await expect(page.getByText(/sulki klo\s|asetti poikkeustilan/)).toBeHidden();
  } finally {
    await supervisor.context().close();
    const { version } = await (await page.request.get(api)).json();
    const restored = await page.request.put(api, { data: { ...before, version } });
    expect(restored.ok(), await restored.text()).toBe(true);
  }
});

test("an alert stands on its tile, in the window's title and is told to readers, by limits that stay as they were set", async ({
  page,
}) => {
  await addGroup(page, "Hälytyslinja", "8029");
  const group = page.url().match(/groups\/([0-9a-f-]{36})/)?.[1];
  await page.goto(`/live?group=${group}`);
  const tile = page.locator(".tile").filter({ hasText: "Hälytyslinja" });
  await expect(tile).toContainText("Kukaan ei ole kirjautunut");
  await expect(page).toHaveTitle(/^\(\d+\) Seuranta/);
  await expect(page.getByRole("status").filter({ hasText: "Hälytyslinja: Kukaan ei ole kirjautunut" })).toHaveCount(1);

  await page.getByRole("button", { name: "Hälytysrajat" }).click();
  const dialog = page.getByRole("dialog", { name: "Ryhmän Hälytyslinja hälytysrajat" });
  await dialog.getByRole("switch", { name: "Kukaan ei ole kirjautunut" }).uncheck();
  await dialog.getByRole("switch", { name: /^Jonossa vähintään/ }).check();
  await dialog.getByRole("textbox", { name: "Jonossa vähintään" }).fill("0");
  await dialog.getByRole("button", { name: "Tallenna" }).click();
  await expect(dialog.getByText("Pienin arvo on 1")).toBeVisible();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await dialog.getByRole("textbox", { name: "Jonossa vähintään" }).fill("5");
  await dialog.getByRole("button", { name: "Tallenna" }).click();
  await expect(dialog).toBeHidden();
  await expect(tile).not.toContainText("Kukaan ei ole kirjautunut");

  const sound = page.getByRole("button", { name: "Hälytysääni" });
  await expect(sound).toHaveAttribute("aria-pressed", "false");
  await sound.click();
  await page.reload();
  await expect(sound).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Hälytysrajat" }).click();
  await expect(dialog.getByRole("textbox", { name: "Jonossa vähintään" })).toHaveValue("5");
  await expect(dialog.getByRole("switch", { name: "Kukaan ei ole kirjautunut" })).not.toBeChecked();
});

test("a wallboard shows the groups of its address and nobody's name; who closed by hand is not told there", async ({ page, browser }) => {
  const supervisor = await signedInAs(browser, "101", "Vastausryhmät");
  try {
    await supervisor.goto("/live");
    await supervisor.getByRole("link", { name: "Seinänäyttö" }).click();
    await expect(supervisor.getByRole("heading", { level: 2, name: "Asiakaspalvelu", exact: true })).toBeVisible();
    await supervisor.getByRole("button", { name: "Ryhmät" }).click();
    const dialog = supervisor.getByRole("dialog", { name: "Seinänäytön ryhmät" });
    await expect(dialog.getByRole("checkbox", { name: "Tekninen tuki" })).toBeVisible();
    for (const other of await dialog.getByRole("checkbox").all()) await other.uncheck();
    await expect(dialog.getByRole("button", { name: "Näytä" })).toBeDisabled();
    await dialog.getByRole("checkbox", { name: "Tekninen tuki" }).check();
    await expectAccessible(supervisor);
    await dialog.getByRole("button", { name: "Näytä" }).click();
    await expect(supervisor).toHaveURL(/\/live\/wallboard\?groups=[0-9a-f-]{36}$/);
    await supervisor.reload();
    await expect(supervisor.getByRole("heading", { level: 2 })).toHaveText(["Tekninen tuki"]);
    const told = await supervisor.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const source = new EventSource("/api/v1/live/figures");
          source.addEventListener("snapshot", (event) => {
            source.close();
            resolve((event as MessageEvent<string>).data);
          });
        }),
    );
    expect(JSON.parse(told)).toMatchObject({ agents: {}, calls: {} });

    await page.goto("/groups");
    const row = page.getByRole("row", { name: /Tekninen tuki/ });
    const group = (await row.getByRole("link").first().getAttribute("href"))?.match(/groups\/([0-9a-f-]{36})/)?.[1];
    const turn = (manual: string) => page.request.put(`/api/v1/groups/${group}/manual-hours`, { data: { manual } });
    expect((await turn("closed")).ok()).toBe(true);
    await expect(supervisor.getByRole("main")).toContainText("Suljettu käsin");
    await expect(supervisor.getByRole("main")).not.toContainText("sulki");
    for (const colorScheme of ["light", "dark"] as const) {
      await supervisor.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(supervisor);
    }
    await expectNarrowFits(supervisor);

    await supervisor.getByRole("button", { name: "Jätä näytölle" }).click();
    await expectAccessible(supervisor);
    await supervisor.getByRole("button", { name: "Jätä päälle" }).click();
    await expect(supervisor.getByRole("button", { name: "Jätä näytölle" })).toHaveCount(0);
    await expect(supervisor.getByRole("main")).toContainText("Suljettu käsin");
    expect(await supervisor.content()).not.toMatch(/Aino|101@demo/);
    for (const path of ["/live", "/groups", "/sessions/current"]) {
      expect((await supervisor.request.get(`/api/v1${path}`)).status(), path).toBe(401);
    }
    expect((await turn("automatic")).ok()).toBe(true);
    await expect(supervisor.getByRole("main")).not.toContainText("Suljettu käsin");
    await page.goto("/api-tokens");
    const key = page.getByRole("row", { name: /^Seinänäyttö, Chrome, .* Aino Valvoja / });
    await expect(key).toContainText("Seinänäyttö: luvut ryhmistä Asiakaspalvelu");
    await expectNarrowFits(page);
    const desk = await signedInAs(browser, "101", "Vastausryhmät");
    await desk.goto("/account");
    await expectAccessible(desk);
    await expectNarrowFits(desk);
    await desk.getByRole("button", { name: /^Sammuta Seinänäyttö, Chrome/ }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "Sammuta" }).click();
    await expect(supervisor).toHaveURL(/\/sign-in$/);
    await expect(desk.getByRole("main")).toContainText("Et ole jättänyt yhtään seinänäyttöä päälle");
    await desk.context().close();
  } finally {
    await supervisor.context().close();
  }
});

test("the worker is killed: the page says since when and what still works, and follows again without a reload when it is back", async ({
  page,
}) => {
  const caller = await phone("105", 14_970);
  try {
    await caller.registered();
    await page.goto("/live");
    const tile = page.locator(".tile").filter({ hasText: "Asiakaspalvelu" });
    await expect(tile.locator(".big")).toHaveText(/^\d+$/);
    await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
    const told = expect(page.getByRole("status").filter({ hasText: "Puhelupalveluun ei ole yhteyttä klo" })).toContainText(
      "Asetuksia voi muokata",
      { timeout: 30_000 },
    );
    writeFileSync(path.join(process.env.E2E_DATA_DIR ?? "", "crash-point"), "records.committed");
    await caller.dial(dialled("8000"));
    await told;
    await expect(tile.locator(".big")).toHaveText(/^\d+$/, { timeout: 30_000 });
    await expect(page.getByText("Puhelupalveluun ei ole yhteyttä")).toBeHidden();
    await page.request.put(`/api/v1/groups/${await tileGroup(page)}/manual-hours`, { data: { manual: "open" } });
    await expect(tile).toContainText("Avattu käsin");
    await page.request.put(`/api/v1/groups/${await tileGroup(page)}/manual-hours`, { data: { manual: "automatic" } });
    await expect(page.locator("body[data-same-page]")).toHaveCount(1);
  } finally {
    await caller.stop();
  }
});

const tileGroup = async (page: Page) =>
  (await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).getAttribute("href"))?.match(/group=([0-9a-f-]{36})/)?.[1];
