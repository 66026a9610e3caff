/** One's own account: sessions that end at once, signing in again over a half-typed form. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectNarrowFits, save, test } from "./portal.ts";

const password = "kettu kulkee lumessa";
let count = 0;

/** A person of the story's own, so that nobody else's sessions end. */
async function newAdministrator(page: Page): Promise<string> {
  const email = `tili-${++count}@stories.invalid`;
  const settings = { name: `Tuija Tili ${count}`, email, extension: `66${count}`, role: "administrator" };
  const created = await page.request.post("/api/v1/users", { data: settings });
  const { id } = (await created.json()) as { id: string };
  const link = (await (await page.request.post(`/api/v1/users/${id}/password-link`)).json()) as { address: string };
  const chosen = await page.request.post("/api/password", { data: { token: link.address.split("#")[1], password } });
  expect(chosen.status()).toBe(204);
  return email;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Sähköposti").fill(email);
  await page.getByLabel("Salasana").fill(password);
  await page.getByLabel("Salasana").press("Enter");
}

const otherBrowser = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ locale: "fi-FI", storageState: { cookies: [], origins: [] } });

test("a session that is ended elsewhere asks to sign in over the half-typed form at once, and then the save works", async ({
  page,
  browser,
}) => {
  test.setTimeout(90_000);
  const email = await newAdministrator(page);
  const [here, there] = await Promise.all([otherBrowser(browser), otherBrowser(browser)]);
  const typing = await here.newPage();
  await signIn(typing, email);
  await expect(typing.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
  await typing.goto("/organisation");
  const retry = typing.getByLabel("Tauko yritysten välissä", { exact: true });
  await expect(retry).toHaveValue("5");
  await retry.fill("7");

  const ending = await there.newPage();
  await signIn(ending, email);
  await expect(ending.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
  await ending.getByRole("button", { name: /oma valikko/ }).click();
  await ending.getByRole("menuitem", { name: "Oma tili" }).click();
  await expect(ending.getByRole("row", { name: /Tämä istunto/ })).toHaveCount(1);
  await expect(ending.getByRole("row", { name: /Chrome, / })).toHaveCount(2);
  await ending.getByRole("button", { name: "Lopeta muut istunnot" }).click();
  await expect(ending.getByRole("row", { name: /Chrome, / })).toHaveCount(1);

  const dialog = typing.getByRole("dialog", { name: "Istunto on päättynyt" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("Sähköposti")).toHaveValue(email);
  await expectAccessible(typing);
  await expectNarrowFits(typing);
  await dialog.getByLabel("Salasana").fill("jokin muu");
  await dialog.getByRole("button", { name: "Kirjaudu sisään" }).click();
  await expect(dialog.getByText("Sähköposti tai salasana on väärä.")).toBeVisible();
  await dialog.getByLabel("Salasana").fill(password);
  await dialog.getByLabel("Salasana").press("Enter");
  await expect(dialog).toBeHidden();
  await expect(retry).toHaveValue("7");
  await save(typing);
  await typing.reload();
  await expect(retry).toHaveValue("7");
  await retry.fill("5");
  await save(typing);
  await here.close();
  await there.close();
});
