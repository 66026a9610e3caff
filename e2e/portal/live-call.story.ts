/** A real call, made by two SIP phones, as it is seen in the portal while it goes on and afterwards. */
import { dialled, phone } from "./phone.ts";
import { addGroup, expect, expectAccessible, test } from "./portal.ts";

test("a call is seen live in the group list, then stands in the call list with its timeline; deleting the group stops its number", async ({
  page,
}) => {
  await addGroup(page, "Matkaneuvonta", "8020", ["Mikko Laine"]);
  const phones = await Promise.all([phone("105", 14_900), phone("102", 14_904)]);
  const [caller, agent] = phones;
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await page.goto("/groups");
    const row = page.getByRole("row", { name: /Matkaneuvonta/ });
    await expect(row).toContainText("1 / 1");

    await caller!.dial(dialled("8020"));
    await agent!.until("CALL_INCOMING");
    await expect(row).toContainText("0 / 1");
    await expect(row.locator('[data-l="Jonossa"]')).toHaveText("1");
    await agent!.accept();
    await agent!.until("CALL_ESTABLISHED");
    await expect(row.locator('[data-l="Jonossa"]')).toHaveText("0");

    await page.goto("/live");
    await page.getByRole("link", { name: /Matkaneuvonta/ }).click();
    await expect(page.getByRole("heading", { name: "Matkaneuvonta tänään" })).toBeVisible();
    const agents = page.getByRole("region", { name: "Asiakaspalvelijat" });
    await expect(agents.getByRole("listitem").filter({ hasText: "Mikko Laine" })).toContainText("105, Linda Holm");
    await expect(page.getByRole("term").filter({ hasText: "Tulleet" }).locator("..")).toContainText("1");
    await expectAccessible(page);
    await agent!.hangUp();
    await caller!.until("CALL_CLOSED");

    await page.goto("/calls");
    await page
      .getByRole("row", { name: /Matkaneuvonta/ })
      .getByRole("link")
      .first()
      .click();
    await expect(page.getByText(/Mikko Laine/).first()).toBeVisible();
    await expect(page.getByText(/vastasi/i).first()).toBeVisible();
    await expectAccessible(page);

    await page.goto("/groups");
    await page.getByRole("button", { name: "Toiminnot: Matkaneuvonta" }).click();
    await page.getByRole("menuitem", { name: "Poista ryhmä…" }).click();
    await page.getByRole("button", { name: "Poista ryhmä", exact: true }).click();
    await expect(row).toBeHidden();
    const before = caller!.events.length;
    await caller!.dial(dialled("8020"));
    expect((await caller!.until("CALL_CLOSED", { after: before })).param).toContain("404");
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
  }
});
