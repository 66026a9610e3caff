/** Connections to operators, bans, and why a phone is not registered, as an administrator meets them. */
import type { Page } from "@playwright/test";
import { credentials, receive, scenario, send } from "../sip/messages.ts";
import { runSipp } from "../softphone/sipp.ts";
import { expect, expectAccessible, expectNarrowFits, save, test, toast } from "./portal.ts";

const sipServer = `127.0.0.1:${Number(process.env.E2E_PORT ?? 3110) + 2}`;

/** A phone with a wrong password tries that often. */
function guess(user: string, address: string, calls: number) {
  const steps = [
    send({ method: "REGISTER", cseq: 1, to: user }),
    receive(401, 'auth="true"'),
    send({ method: "REGISTER", cseq: 2, to: user, headers: [credentials(user, "wrong")] }),
    receive(403),
  ];
  return runSipp({
    scenario: scenario("guess", ...steps),
    sipPort: 14_960,
    target: sipServer,
    address,
    calls,
    args: ["-s", user],
    timeoutMs: 20_000,
  });
}

const submit = (page: Page) => page.getByRole("button", { name: "Lisää yhteys" }).click();

test("a trunk by registration is added with its errors named, tells why it is down, is changed and deleted", async ({ page }) => {
  await page.goto("/trunks");
  await expect(page.getByRole("row", { name: /Demo carrier/ })).toBeVisible();
  await page.getByRole("link", { name: "Lisää yhteys" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lisää operaattoriyhteys" })).toBeVisible();
  await submit(page);
  await expect(page.getByLabel("Nimi", { exact: true })).toBeFocused();
  await expect(page.getByText("Tämä tieto tarvitaan.").first()).toBeVisible();
  await page.getByLabel("Nimi", { exact: true }).fill("Varayhteys");
  await page.getByLabel("Operaattorin osoite", { exact: true }).fill("sip operaattori");
  await expect(page.getByText("Anna osoite, esimerkiksi sip.operaattori.fi:5060.")).toBeVisible();
  // Nobody listens there, which TCP is told at once.
  await page.getByRole("radio", { name: "TCP" }).check();
  await page.getByLabel("Operaattorin osoite", { exact: true }).fill("127.0.0.9:5999");
  await page.getByLabel("Mistä puhelut tulevat", { exact: true }).fill("127.0.0.2");
  await page.getByRole("radio", { name: "Rekisteröitymällä" }).check();
  await page.getByLabel("Käyttäjätunnus", { exact: true }).fill("jono");
  await page.getByLabel("Realm", { exact: true }).fill("operaattori.invalid");
  await submit(page);
  await expect(page.getByLabel("Salasana", { exact: true })).toBeFocused();
  await page.getByLabel("Salasana", { exact: true }).fill("pulla-ja-kahvi");
  await page.getByLabel("Puheluja yhtä aikaa", { exact: true }).fill("20000");
  await expect(page.getByText("Suurin arvo on 10 000 puhelua. Anna pienempi luku.")).toBeVisible();
  await page.getByLabel("Puheluja yhtä aikaa", { exact: true }).fill("12");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await submit(page);
  await expect(page.getByText("Osoite on jo toisella operaattoriyhteydellä.")).toBeVisible();
  await expect(page.getByLabel("Salasana", { exact: true })).toHaveValue("pulla-ja-kahvi");
  await page.getByLabel("Mistä puhelut tulevat", { exact: true }).fill("127.0.0.9");
  await submit(page);

  const row = page.getByRole("row", { name: /Varayhteys/ });
  await expect(row).toContainText("Rekisteröityy: jono");
  await expect(row).toContainText(/Ei vielä kokeiltu|Ei vastaa/);
  await expect(row).toContainText("Ei vastaa", { timeout: 20_000 });
  await expect(row).toContainText("Tarkista osoite, portti ja siirtotapa sekä palomuuri.");
  await expectAccessible(page);
  await expectNarrowFits(page);

  await row.getByRole("link", { name: "Varayhteys" }).click();
  await expect(page.getByLabel("Salasana", { exact: true })).toHaveValue("");
  await page.getByLabel("Uusia puheluja sekunnissa", { exact: true }).fill("3");
  await expect(page.getByText("Muutettu, oli 10 / s")).toBeVisible();
  await save(page);
  await page.reload();
  await expect(page.getByLabel("Uusia puheluja sekunnissa", { exact: true })).toHaveValue("3");
  await page.getByLabel("Käyttäjätunnus", { exact: true }).fill("toinen");
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByText("Anna salasana uudelleen: käyttäjätunnus tai realm on muuttunut.")).toBeVisible();
  await page.getByRole("button", { name: "Hylkää" }).click();
  await page.getByRole("link", { name: "Operaattoriyhteydet" }).first().click();

  await page.getByRole("button", { name: "Toiminnot: Varayhteys" }).click();
  await page.getByRole("menuitem", { name: "Poista yhteys…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Puhelut tältä operaattorilta hylätään");
  await expect(page.getByRole("dialog")).not.toContainText("viimeinen");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Poista yhteys" }).click();
  await expect(toast(page, "Varayhteys on poistettu")).toBeVisible();
  await expect(row).toBeHidden();
});

test("two administrators change the same trunk: the other's change comes in, mine stays, and where both changed both are shown", async ({
  page,
  context,
}) => {
  await page.goto("/trunks");
  await page.getByRole("link", { name: "Demo carrier" }).click();
  const channels = (of: Page) => of.getByLabel("Puheluja yhtä aikaa", { exact: true });
  await expect(channels(page)).toHaveValue("200");
  const other = await context.newPage();
  await other.goto(page.url());
  await channels(other).fill("150");
  await other.getByLabel("Uusia puheluja sekunnissa", { exact: true }).fill("49");
  await save(other);

  await channels(page).fill("180");
  await page.getByRole("button", { name: "Tallenna", exact: true }).click();
  await expect(page.getByText("Kohdissa, joita muutitte molemmat, on sinun arvosi")).toBeVisible();
  await expect(page.getByLabel("Uusia puheluja sekunnissa", { exact: true })).toHaveValue("49");
  await expect(channels(page)).toHaveValue("180");
  await expect(page.getByText("Toisen tallentama: 150 puhelua.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ota se" }).click();
  await expect(channels(page)).toHaveValue("150");
  await channels(page).fill("200");
  await page.getByLabel("Uusia puheluja sekunnissa", { exact: true }).fill("50");
  await save(page);
});

test("the Back button asks about unsaved changes, and staying keeps them", async ({ page }) => {
  await page.goto("/trunks");
  await page.getByRole("link", { name: "Demo carrier" }).click();
  await page.getByLabel("Nimi", { exact: true }).fill("Demo-operaattori");
  await expect(page.getByText("1 muutos", { exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("dialog", { name: "Hylätäänkö muutokset?" })).toBeVisible();
  await page.getByRole("button", { name: "Jatka muokkaamista" }).click();
  await expect(page.getByLabel("Nimi", { exact: true })).toHaveValue("Demo-operaattori");
  await page.goBack();
  await page.getByRole("button", { name: "Hylkää ja lähde" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Operaattoriyhteydet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Demo carrier" })).toBeVisible();
});

test("a phone with a wrong password is seen with the reason; the ban that follows is seen and lifted in two clicks, and audited", async ({
  page,
}) => {
  await page.goto("/users");
  // Other stories may have had a phone of his at hand.
  await expect(page.getByRole("row", { name: /Petri Salo/ })).not.toContainText("Väärä salasana");
  await guess("106", "127.0.0.66", 1);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /Petri Salo/ })).toContainText("IP-puhelin: Väärä salasana");
  }).toPass();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.getByRole("link", { name: "Petri Salo" }).click();
  const device = page.getByRole("region", { name: "IP-puhelin" });
  await expect(device).toContainText("127.0.0.66");
  await expect(device).toContainText("Tee tunnukselle uusi salasana");

  await guess("106", "127.0.0.66", 20);
  await expect(async () => {
    await page.reload();
    await expect(device).toContainText("Estetty");
  }).toPass();
  await expectAccessible(page);
  await expectNarrowFits(page);
  await page.goto("/trunks");
  const ban = page.getByRole("row", { name: /127\.0\.0\.66/ });
  await expect(ban).toContainText("106");
  await expect(ban).toContainText("Salasanan arvailu");
  await expectAccessible(page);
  await expectNarrowFits(page);
  await ban.getByRole("button", { name: "Poista esto: 127.0.0.66" }).click();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Poista esto" }).click();
  await expect(toast(page, "Osoitteen 127.0.0.66 esto on poistettu")).toBeVisible();
  await expect(page.getByText("Ketään ei ole estetty.")).toBeVisible();
  await page.goto("/audit");
  await expect(page.getByRole("row", { name: /127\.0\.0\.66/ })).toContainText("Esto: poistettu");
});
