import { expect, expectAccessible, expectContrast, expectNarrowFits, test } from "./portal.ts";

const pages = [
  ["/live", "Seuranta"],
  ["/groups", "Vastausryhmät"],
  ["/callbacks", "Takaisinsoitot"],
  ["/calls", "Puhelut"],
  ["/reports", "Raportit"],
  ["/messages", "Viestit"],
  ["/announcements", "Tiedotteet"],
  ["/menus", "Valikot"],
  ["/opening-hours", "Aukioloajat"],
  ["/numbers", "Numerot"],
  ["/users", "Käyttäjät"],
  ["/trunks", "Operaattoriyhteydet"],
  ["/billing-ids", "Laskutustunnukset"],
  ["/audit", "Muutosloki"],
  ["/webhooks", "Webhookit"],
  ["/api-tokens", "API-avaimet"],
  ["/organisation", "Organisaatio"],
] as const;

/** Reached from the pages above, or from one's own menu. */
const forms = [
  ["/live/wallboard", "Kuuranlahden Energia"],
  ["/account", "Oma tili"],
  ["/announcements/system", "Järjestelmän lauseet"],
  ["/groups/new", "Lisää vastausryhmä"],
  ["/menus/new", "Lisää valikko"],
  ["/message-boxes/new", "Lisää viestilaatikko"],
  ["/numbers/new", "Lisää numero"],
  ["/users/new", "Lisää käyttäjä"],
  ["/trunks/new", "Lisää operaattoriyhteys"],
] as const;

for (const [kind, places] of [
  ["page of the navigation", pages],
  ["form of a new one", forms],
] as const) {
  test(`every ${kind} is accessible, readable in both themes, and fits 320 px`, async ({ page }) => {
    test.setTimeout(180_000);
    for (const [path, heading] of places) {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await expectContrast(page);
      await expectNarrowFits(page);
    }
  });
}

test("every link of the navigation leads somewhere", async ({ page }) => {
  await page.goto("/groups");
  const links = page.getByRole("navigation", { name: "Päävalikko", exact: true }).getByRole("link");
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
  expect(addresses.length).toBe(pages.length + 1);
  for (const address of addresses) expect((await page.request.get(address)).status()).toBe(200);
});

test("the search finds groups, users and numbers from the keyboard", async ({ page }) => {
  await page.goto("/calls");
  await expect(page.getByRole("heading", { level: 1, name: "Puhelut" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Haku" })).toBeFocused();
  await page.keyboard.type("tekn");
  await expect(page.getByRole("option", { name: /Tekninen tuki Vastausryhmä/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /Tekninen tuki/ })).toBeVisible();
});

test("a change of language and theme stays", async ({ page }) => {
  await page.goto("/groups");
  await page.getByRole("button", { name: "Kieli: Suomi" }).click();
  await page.getByRole("menuitemradio", { name: "Svenska" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Svarsgrupper" })).toBeVisible();
  await page.getByRole("button", { name: "Utseende" }).click();
  await page.getByRole("menuitemradio", { name: "Mörkt" }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("heading", { level: 1, name: "Svarsgrupper" })).toBeVisible();
  await page.getByRole("button", { name: "Språk: Svenska" }).click();
  await page.getByRole("menuitemradio", { name: "Suomi" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vastausryhmät" })).toBeVisible();
  await page.getByRole("button", { name: "Ulkoasu" }).click();
  await page.getByRole("menuitemradio", { name: "Laitteen mukaan" }).click();
});

test("in Swedish and English too the editor fits 320 px, shows the present tab, and its help stays in sight", async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto("/groups");
  const queue = await page.getByRole("link", { name: "Asiakaspalvelu", exact: true }).getAttribute("href");
  await page.setViewportSize({ width: 320, height: 800 });
  for (const [language, tab, field] of [
    ["sv", "Öppettider", "Alltid öppet"],
    ["en", "Opening hours", "Always open"],
  ] as const) {
    await context.addCookies([{ name: "jono.language", value: language, url: String(baseURL) }]);
    await page.goto(String(queue).replace("queue", "hours"));
    await expect(page.getByRole("link", { name: tab, exact: true }).first()).toBeInViewport({ ratio: 1 });
    await page.getByRole("button", { name: new RegExp(field) }).click();
    await expect(page.getByRole("note").filter({ hasText: field })).toBeInViewport({ ratio: 1 });
    await expectNarrowFits(page);
  }
});
