import type { Page } from "@playwright/test";
import { addGroup, expect, save, tab, test } from "./portal.ts";

const order = (page: Page) =>
  page.getByRole("region", { name: "Soittojärjestys", exact: true }).getByRole("listitem").locator(".who b").allInnerTexts();
const said = (page: Page, words: string | RegExp) => page.getByRole("status").filter({ hasText: words });

test("puts members in the ring order by keyboard alone, hearing each place, and keeps it", async ({ page }) => {
  await addGroup(page, "Näppäimistöllä", "8015", ["Mikko Laine", "Sanna Koski", "Jari Nieminen"]);
  await tab(page, "Jäsenet").focus();
  await page.keyboard.press("Enter");

  await page.getByRole("button", { name: "Lisää soittojärjestykseen: Sanna Koski" }).press("Enter");
  await page.getByRole("button", { name: "Lisää soittojärjestykseen: Jari Nieminen" }).press("Enter");
  await expect.poll(() => order(page)).toEqual(["Sanna Koski", "Jari Nieminen"]);

  await page.getByRole("button", { name: "Siirrä: Jari Nieminen" }).focus();
  await page.keyboard.press("Space");
  await expect(said(page, "Jari Nieminen valittu siirtoon, Soittojärjestys, paikka 2 / 2.")).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(said(page, "Siirretään: Jari Nieminen, Soittojärjestys, paikka 1 / 2.")).toBeAttached();
  await page.keyboard.press("Space");
  await expect(said(page, "Jari Nieminen siirretty: Soittojärjestys, paikka 1 / 2.")).toBeAttached();
  await expect.poll(() => order(page)).toEqual(["Jari Nieminen", "Sanna Koski"]);

  await page.getByRole("button", { name: "Siirrä: Mikko Laine" }).focus();
  await page.keyboard.press("Space");
  await expect(said(page, /Mikko Laine valittu siirtoon/)).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(said(page, /Siirretään: Mikko Laine, Soittojärjestys/)).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(said(page, "Siirto peruttu. Mikko Laine on taas omalla paikallaan.")).toBeAttached();
  await expect.poll(() => order(page)).toEqual(["Jari Nieminen", "Sanna Koski"]);

  await save(page);
  await page.reload();
  await expect.poll(() => order(page)).toEqual(["Jari Nieminen", "Sanna Koski"]);
});

test("drags a member into the ring order with the mouse", async ({ page }) => {
  await addGroup(page, "Hiirellä", "8016", ["Mikko Laine", "Sanna Koski"]);
  await tab(page, "Jäsenet").click();
  await page.getByRole("button", { name: "Lisää soittojärjestykseen: Mikko Laine" }).click();
  const grip = await page.getByRole("button", { name: "Siirrä: Sanna Koski" }).boundingBox();
  const target = await page.getByRole("button", { name: "Siirrä: Mikko Laine" }).boundingBox();
  if (!grip || !target) throw new Error("no grips");
  await page.mouse.move(grip.x + 8, grip.y + 8);
  await page.mouse.down();
  await page.mouse.move(grip.x + 8, grip.y - 20, { steps: 4 });
  await page.mouse.move(target.x + 8, target.y + 4, { steps: 12 });
  await expect(page.locator(".member.ghost")).toContainText("Sanna Koski");
  await page.mouse.up();
  await expect.poll(async () => (await order(page)).toSorted()).toEqual(["Mikko Laine", "Sanna Koski"]);
  await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
});
