/** One's own account: sessions that end at once, signing in again over a half-typed form, the second step of signing in. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { codeOf, stepAt } from "../../lib/totp/totp.ts";
import { expect, expectAccessible, expectNarrowFits, save, test, toast } from "./portal.ts";

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

test("two-step sign-in is set up with the app's first code, asks for a new one at sign-in, and an administrator removes it", async ({
  page,
  browser,
}) => {
  const email = await newAdministrator(page);
  const context = await otherBrowser(browser);
  const own = await context.newPage();
  await signIn(own, email);
  await expect(own.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
  await own.goto("/account");
  await own.getByRole("button", { name: "Ota käyttöön" }).click();
  const setUp = own.getByRole("dialog", { name: "Ota käyttöön" });
  await expect(setUp.getByRole("img", { name: "QR-koodi tunnistussovellukselle" })).toBeVisible();
  await expectAccessible(own);
  await expectNarrowFits(own);
  const secret = fromBase32((await setUp.locator("code").textContent()) ?? "");
  await setUp.getByLabel("Koodi sovelluksesta", { exact: true }).fill("000000");
  await setUp.getByRole("button", { name: "Ota käyttöön" }).click();
  await expect(setUp.getByText("Koodi on väärä tai jo käytetty.")).toBeVisible();
  const first = codeOf(secret, stepAt(new Date()));
  await setUp.getByLabel("Koodi sovelluksesta", { exact: true }).fill(first);
  await setUp.getByRole("button", { name: "Ota käyttöön" }).click();
  const codes = own.getByRole("dialog", { name: "Palautuskoodit" });
  await expect(codes.getByRole("listitem")).toHaveCount(10);
  await expectAccessible(own);
  await codes.getByRole("button", { name: "Koodit ovat tallessa" }).click();
  await expect(own.getByText("Palautuskoodeja on jäljellä 10.")).toBeVisible();

  await context.clearCookies();
  await signIn(own, email);
  const code = own.getByLabel("Kirjautumiskoodi");
  await expect(code).toBeFocused();
  await expectAccessible(own);
  await code.fill(first);
  await code.press("Enter");
  await expect(own.getByText("Koodi on väärä tai jo käytetty.")).toBeVisible();
  await code.fill(codeOf(secret, stepAt(new Date()) + 1));
  await code.press("Enter");
  await expect(own.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
  await context.close();

  await page.goto("/users");
  await page.getByRole("link", { name: `Tuija Tili ${count}` }).click();
  await page.getByRole("button", { name: `Toiminnot: Tuija Tili ${count}` }).click();
  await page.getByRole("menuitem", { name: "Poista kaksivaiheinen kirjautuminen" }).click();
  await expect(toast(page, "kirjautuu nyt pelkällä salasanalla")).toBeVisible();
  const again = await otherBrowser(browser);
  const simple = await again.newPage();
  await signIn(simple, email);
  await expect(simple.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
  await again.close();
});

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/\s/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
