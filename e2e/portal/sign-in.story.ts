import type { Page } from "@playwright/test";
import { administrator, sessionFile } from "./administrator.ts";
import { expect, expectAccessible, expectNarrowFits, test } from "./portal.ts";

async function signInAsAdministrator(page: Page): Promise<void> {
  await page.getByLabel("Sähköposti").fill(administrator.email);
  await page.getByLabel("Salasana").fill(administrator.password);
  await page.getByLabel("Salasana").press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
}

test("a wrong password is refused in plain words, and nothing says whether the address is known", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page);
  for (const email of [administrator.email, "nobody@stories.invalid"]) {
    await page.getByLabel("Sähköposti").fill(email);
    await page.getByLabel("Salasana").fill("not the password");
    await page.getByRole("button", { name: "Kirjaudu sisään" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Sähköposti tai salasana on väärä" })).toBeVisible();
  }
  await expectNarrowFits(page);
});

test("a page asked for before sign-in is only shown after it", async ({ page }) => {
  await page.goto("/groups");
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await page.request.get("/api/v1/groups")).status()).toBe(401);
});

test("signs in and sees the groups with their state; signing out ends it", async ({ page }) => {
  await page.goto("/sign-in");
  await signInAsAdministrator(page);
  const row = page.getByRole("row", { name: /Asiakaspalvelu/ });
  await expect(row).toContainText("8000");
  await expect(row).toContainText("Auki aina");
  const cookies = await page.context().cookies();

  await page.getByRole("button", { name: /oma valikko/ }).click();
  await page.getByRole("menuitem", { name: "Kirjaudu ulos" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().addCookies(cookies);
  await page.goto("/groups");
  await expect(page).toHaveURL(/\/sign-in/);

  await signInAsAdministrator(page);
  await page.context().storageState({ path: sessionFile });
});

test("speaks Swedish and English", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Svenska" }).click();
  await expect(page.getByRole("heading", { name: "Logga in" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
