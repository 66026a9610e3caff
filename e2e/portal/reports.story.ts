/** A real call, the figure that counts it, and the way back from the figure to the call; then the caller is forgotten. */
import { addDays, localDate, startOfDate } from "../../lib/domain/report/local-date.ts";
import { mailParts } from "../../lib/mail/testing/mail-parts.ts";
import { SmtpServer } from "../../lib/mail/testing/smtp-server.ts";
import { SipPhone } from "../softphone/sip-phone.ts";
import { administrator } from "./administrator.ts";
import { makeGroup } from "./ask.ts";
import { mailReports } from "./mail-reports.ts";
import { dialled, phone, sipServer } from "./phone.ts";
import { addGroup, expect, expectAccessible, expectNarrowFits, test, toast } from "./portal.ts";

test("a figure of the report opens the calls behind it, and both can be downloaded", async ({ page }) => {
  await addGroup(page, "Raporttiryhmä <img src=x onerror=alert(1)>", "8023", []);
  const caller = await phone("104", 14_956);
  try {
    await caller.dial(dialled("8023"));
    await caller.until("CALL_CLOSED", { timeoutMs: 40_000 });
  } finally {
    await caller.stop();
  }
  await page.goto("/reports?by=group");
  const row = page.getByRole("row", { name: /^Raporttiryhmä/ });
  await expect(async () => {
    await page.reload();
    await expect(row.getByRole("link").first()).toHaveText("1", { timeout: 1000 });
  }).toPass({ timeout: 20_000 });
  await expectAccessible(page);
  await expectNarrowFits(page);
  const [table] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Lataa CSV" }).click()]);
  expect(table.suggestedFilename()).toMatch(/^raportti-.*\.csv$/);
  await page.getByRole("radio", { name: "Tunti" }).click({ force: true });
  await expect(page).toHaveURL(/by=hour/);
  await page.getByRole("radio", { name: "Ryhmä" }).click({ force: true });
  await expect(page).toHaveURL(/by=group/);
  await row.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Puhelut" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "1 puhelu" })).toBeVisible();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("button", { name: "Poista rajaus: Tarjottu" }).click();
  await expect(page).not.toHaveURL(/figure=/);
  const [calls] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Lataa CSV" }).click()]);
  expect(calls.suggestedFilename()).toBe("puhelut.csv");
});

test("what a caller calls himself is text on every page and in the table", async ({ page }) => {
  const name = "<img src=x onerror=alert(1)>";
  await makeGroup(page, "Vieraat", "0800000130");
  page.on("dialog", (dialog) => {
    throw new Error(`a script ran: ${dialog.message()}`);
  });
  const caller = await SipPhone.open({ user: "0410001999", password: "", name, domain: sipServer, address: "127.0.0.2" });
  try {
    const dialog = await caller.call("0800000130").catch(() => null);
    if (dialog) await caller.inDialog("BYE", dialog);
  } finally {
    caller.close();
  }
  const shown = `041 000 1999, ${name}`;
  await page.goto("/calls?number=0410001999");
  await expect(page.getByRole("row", { name: shown })).toHaveCount(1);
  await expectNarrowFits(page);
  await page.getByRole("link", { name: shown }).click();
  await expect(page.getByRole("heading", { level: 1, name: shown })).toBeVisible();
  await expectNarrowFits(page);
  await expect(page.locator("main img")).toHaveCount(0);
  const table = await (await page.request.get("/api/v1/calls/csv?number=0410001999")).text();
  expect(table.trim().split("\r\n")[1]).toContain(`;041 000 1999;${name};`);
  await page.goto("/reports?by=caller");
  const row = page.getByRole("row", { name: /^041 000 1999/ });
  await row.getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Poista rajaus: 041 000 1999" })).toBeVisible();
  await expect(page.getByRole("row", { name: shown })).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "1 puhelu" })).toBeVisible();
});

test("the figures of the day come by e-mail to whoever asked for them, and are those of the reports page", async ({ page, baseURL }) => {
  const mailbox = await SmtpServer.start();
  try {
    await page.goto("/account");
    await page.getByRole("switch", { name: "Päivän luvut joka aamu" }).check({ force: true });
    await expect(toast(page, "Tallennettu")).toBeVisible();
    const today = localDate(new Date(), "Europe/Helsinki");
    const morning = new Date(startOfDate(addDays(today, 1), "Europe/Helsinki").getTime() + 7 * 3_600_000);
    await mailReports(morning, mailbox.url, String(baseURL));
    const mail = await mailbox.next();
    expect(mail.to).toEqual([administrator.email]);
    const { text, html } = mailParts(mail);

    await page.goto(/\S+\/reports\?\S+/.exec(text)![0]);
    const told = (name: string) => new RegExp(`^${name}: ([\\d\u00a0]+)`, "m").exec(text)?.[1];
    for (const name of ["Tarjottu", "Vastattu", "Ylivuoto", "Takaisinsoittoja pyydetty"]) {
      const tile = page.locator(".kpi").filter({ has: page.getByRole("term").filter({ hasText: new RegExp(`^${name}`) }) });
      await expect(tile.getByRole("definition").locator(":scope > a, :scope > span").first(), name).toHaveText(told(name)!);
    }
    await page.goto(`/reports?from=${today}&to=${today}&by=group`);
    const offered = page
      .getByRole("row", { name: /^Raporttiryhmä/ })
      .getByRole("cell")
      .first();
    await expect(offered).toHaveText(/^Raporttiryhmä <img src=x onerror=alert\(1\)>: tarjottu (\d+),/m.exec(text)![1]!);
    expect(html).toContain("Raporttiryhmä &lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toContain("<img");
  } finally {
    await mailbox.stop();
  }
});

test("a phone number's data are downloaded and forgotten", async ({ page }) => {
  await page.goto("/organisation");
  await page.getByLabel("Puhelinnumero", { exact: true }).fill("abc");
  await page.getByRole("button", { name: "Lataa tiedot" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Anna puhelinnumero" })).toBeVisible();
  await page.getByLabel("Puhelinnumero", { exact: true }).fill("045 000 0000");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Lataa tiedot" }).click()]);
  expect(file.suggestedFilename()).toBe("personal-data.json");
  await page.getByRole("button", { name: "Unohda numero…" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Unohda numero", exact: true }).click();
  await expect(toast(page, "Numero on unohdettu").first()).toBeVisible();
  await page.goto("/audit");
  await expect(page.getByText("Henkilötiedot: unohdettu").first()).toBeVisible();
});
