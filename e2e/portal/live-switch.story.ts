/** A supervisor opens and closes by hand from the live view, beside an administrator who is editing the same group. */
import { signedInAs } from "./people.ts";
import { editorStands, expect, expectAccessible, expectNarrowFits, save, test } from "./portal.ts";

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
    await expect(supervisor.getByText(/^Aino Valvoja sulki klo \d/)).toBeVisible();
    await expectAccessible(supervisor);
    await expectNarrowFits(supervisor);

    await expect(page.getByText(/^Aino Valvoja sulki klo \d/)).toBeVisible();
    await page.getByRole("button", { name: "Tallenna", exact: true }).click();
    const met = page.getByRole("dialog", { name: "Joku muu tallensi ryhmän sillä välin" });
    await expect(met).toContainText("Aukiolo nyt: Suljettu");
    await met.getByRole("button", { name: "Jatka muokkaamista" }).click();
    await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
    await save(page);
    await page.goto("/groups");
    await expect(page.getByRole("row", { name: /Asiakaspalvelu/ })).toContainText(/Suljettu käsin\s*Aino Valvoja sulki klo/);

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
    await expect(page.getByText(/sulki klo|asetti poikkeustilan/)).toBeHidden();
  } finally {
    await supervisor.context().close();
    const { version } = await (await page.request.get(api)).json();
    const restored = await page.request.put(api, { data: { ...before, version } });
    expect(restored.ok(), await restored.text()).toBe(true);
  }
});
