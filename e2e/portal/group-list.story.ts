import { expect, expectAccessible, test } from "./portal.ts";

test("of a thousand groups only what is seen is drawn, and search, keyboard and readers find all of them", async ({ page }) => {
  const [one] = await (await page.request.get("/api/v1/groups")).json();
  const all = Array.from({ length: 1000 }, (_, n) => ({
    ...one,
    id: `g${n}`,
    name: `Ryhmä ${String(n).padStart(4, "0")}`,
    number: String(n),
  }));
  await page.route("**/api/v1/groups", (route) => route.fulfill({ json: all }));
  await page.goto("/users");
  await page.getByRole("combobox", { name: "Haku" }).fill("Ryhmä 0999");
  await expect(page.getByRole("option", { name: /Ryhmä 0999/ })).toBeVisible();
  // The list begins with what the search has read.
  await page.getByRole("navigation", { name: "Päävalikko", exact: true }).getByRole("link", { name: "Vastausryhmät" }).click();
  const last = page.getByRole("link", { name: "Ryhmä 0999", exact: true });
  await expect(last).toBeAttached();

  const drawn = await page
    .getByRole("row")
    .evaluateAll((rows) => rows.filter((row) => row.checkVisibility({ contentVisibilityAuto: true })).length);
  expect(drawn).toBeLessThan(120);
  await expect(page.getByRole("row")).toHaveCount(1001);
  await expect(page.getByRole("row", { name: /Ryhmä 0999/ }).getByRole("cell")).toHaveCount(6);
  const find = () => page.evaluate(() => (window as unknown as { find: (words: string) => boolean }).find("Ryhmä 0765"));
  await expect.poll(find).toBe(true);
  await expect(page.getByRole("link", { name: "Ryhmä 0765", exact: true })).toBeInViewport();
  await last.focus();
  await expect(last).toBeInViewport();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: /Ryhmä 0999/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Muokkaa" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /Ryhmä 0999/ })).toBeFocused();
  await page.getByRole("searchbox", { name: "Hae vastausryhmiä" }).fill("0042");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expectAccessible(page);
});
