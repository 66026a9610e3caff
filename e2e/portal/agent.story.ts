/** An agent at his desk: logged in, rung, talking with notes, wrapping up, paused; and what of others he is not told. */
import type { Page } from "@playwright/test";
import type { GroupDocument } from "../../lib/domain/group/group.ts";
import { ask } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { addGroup, expect, expectAccessible, expectNarrowFits, test } from "./portal.ts";
import { budgetBytes, scriptBytes } from "./script-size.ts";

const number = "8023";

async function change(page: Page, group: string, to: (document: GroupDocument) => Partial<GroupDocument>): Promise<void> {
  const document = await ask<GroupDocument>(page, "GET", `/groups/${group}`);
  await ask(page, "PUT", `/groups/${group}`, { ...document, ...to(document) });
}

test("an agent handles a call at his desk: rung, talking, notes that outlive a lost connection, wrap-up extended and finished, a pause with its reason", async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000);
  await addGroup(page, "Varaukset", number, ["Linda Holm"]);
  const group = page.url().match(/groups\/([0-9a-f-]{36})/)?.[1];
  await change(page, group!, ({ members }) => ({ members: { ...members, wrapUpSeconds: 120 } }));
  const here = await browser.newContext({ locale: "fi-FI", storageState: { cookies: [], origins: [] } });
  const desk = await here.newPage();
  const phones = await Promise.all([phone("104", 14_960), phone("105", 14_964)]);
  const [caller, agent] = phones;
  try {
    await Promise.all(phones.map((one) => one.registered()));
    await desk.goto("/sign-in");
    await desk.getByLabel("Sähköposti").fill("105@demo.invalid");
    await desk.getByLabel("Salasana").fill("demo-105");
    await desk.getByLabel("Salasana").press("Enter");
    await expect(desk.getByRole("heading", { level: 1, name: "Oma työpöytä" })).toBeVisible();
    const bytes = await scriptBytes(here.request, "/agent");
    console.log(`/agent: ${Math.round(bytes / 1000)} KB`);
    expect(bytes).toBeLessThan(budgetBytes);

    const login = desk.getByRole("switch", { name: "Kirjautunut ryhmään Varaukset" });
    await expect(login).toBeChecked();
    await login.click();
    await expect(login).not.toBeChecked();
    await login.press("Space");
    await expect(login).toBeChecked();
    const stream = await desk.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const source = new EventSource("/api/v1/live");
          source.addEventListener("snapshot", (event) => {
            source.close();
            resolve((event as MessageEvent<string>).data);
          });
        }),
    );
    expect(Object.values((JSON.parse(stream) as { agents: Record<string, { name: string }> }).agents).map(({ name }) => name)).toEqual([
      "Linda Holm",
    ]);

    const people = (await (await page.request.get("/api/v1/users")).json()) as { id: string; extension: string }[];
    const colleague = people.find(({ extension }) => extension === "104")?.id;
    const refused = await here.request.post(`/api/v1/users/${colleague}/sip-password`, { data: { kind: "ipPhone" } });
    expect(await refused.json()).toMatchObject({ code: "forbidden" });

    await caller!.dial(dialled(number));
    await agent!.until("CALL_INCOMING");
    const call = desk.getByRole("region", { name: "Nykyinen puhelu" });
    await expect(call.getByRole("listitem").filter({ hasText: "Soi" })).toHaveAttribute("aria-current", "step");
    await expect(call.getByRole("definition").first()).toContainText("104");
    await agent!.accept();
    await expect(call.getByRole("listitem").filter({ hasText: "Puhelu" })).toHaveAttribute("aria-current", "step");
    await expect(call.getByText("Varaukset")).toBeVisible();

    const notes = call.getByLabel("Muistiinpanot");
    await notes.fill("Kysyi eräpäivää.");
    await expect(call.getByText("Tallennettu", { exact: true })).toBeVisible();
    await here.route("**/notes", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
    await notes.fill("Kysyi eräpäivää. Lupasin soittaa.");
    await expect(call.getByText("Ei yhteyttä.", { exact: false })).toBeVisible();
    await here.unroute("**/notes");
    await expect(call.getByText("Tallennettu", { exact: true })).toBeVisible();

    await agent!.hangUp();
    await expect(call.getByRole("timer")).toHaveText(/^[12]:\d\d$/);
    await expect(call.getByRole("definition").first()).toContainText("104");
    await call.getByRole("button", { name: "Jatka minuutilla" }).click();
    await expect(call.getByRole("timer")).toHaveText(/^(2:[45]\d|3:00)$/);
    for (const colorScheme of ["light", "dark"] as const) {
      await desk.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await expectAccessible(desk);
      await expectNarrowFits(desk);
    }
    await desk.screenshot({ path: "e2e/.work/agent.png", fullPage: true });
    await desk.reload();
    await expect(notes).toHaveValue("Kysyi eräpäivää. Lupasin soittaa.");
    await call.getByRole("button", { name: "Lopeta jälkikäsittely" }).click();
    await expect(call.getByText("Ei puhelua")).toBeVisible();
    await expect(desk.getByRole("term").filter({ hasText: "Vastattu" }).locator("..")).toContainText("1");

    await desk.getByRole("button", { name: "Aloita tauko" }).click();
    await desk.getByRole("menuitem", { name: "Lounas" }).click();
    await expect(desk.getByText(/Tauolla 0:\d\d, Lounas/)).toBeVisible();
    await desk.getByRole("button", { name: "Päätä tauko" }).click();
    await expect(desk.getByRole("button", { name: "Aloita tauko" })).toBeVisible();

    const before = agent!.events.length;
    await caller!.dial(dialled(number));
    await agent!.until("CALL_INCOMING", { after: before });
    await caller!.hangUp();
    const missed = desk.getByRole("region", { name: "Vastaamattomat tänään" });
    await expect(missed.getByRole("listitem").filter({ hasText: "Varaukset" })).toContainText("Soittaja sulki puhelun");

    const contacts = desk.getByRole("region", { name: "Yhteystiedot" });
    await contacts.getByRole("searchbox").fill("varauk");
    await expect(contacts.getByRole("listitem")).toHaveText([/Varaukset.*8023/]);
    await change(page, group!, ({ general, members }) => ({
      general: { ...general, hideFromDirectory: true },
      members: { ...members, logoutAfterMissed: 1, ringSeconds: 5 },
    }));
    const rings = agent!.events.length;
    await caller!.dial(dialled(number));
    await agent!.until("CALL_INCOMING", { after: rings });
    const told = desk.getByRole("status").filter({ hasText: "Ryhmä Varaukset kirjasi sinut ulos" });
    await expect(told).toBeVisible();
    await expect(login).not.toBeChecked();
    await page.goto("/live");
    await expect(page.getByText("1 kirjattu ulos vastaamattomien jälkeen").first()).toBeVisible();
    await desk.screenshot({ path: "e2e/.work/agent-missed.png", fullPage: true });
    await told.getByRole("button", { name: "Kirjaudu takaisin" }).click();
    await expect(login).toBeChecked();
    await expect(told).toBeHidden();
    await desk.reload();
    await contacts.getByRole("searchbox").fill("varauk");
    await expect(contacts.getByText("Kukaan ei vastaa hakua.")).toBeVisible();
  } finally {
    await Promise.all(phones.map((one) => one.stop()));
    await here.close();
    await page.request.delete(`/api/v1/groups/${group}`);
  }
});
