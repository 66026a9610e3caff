import { generalSettings } from "../../lib/domain/group/general.ts";
import { readPrompt, whenHeard } from "../softphone/heard.ts";
import { ask, makeGroup, numberId } from "./ask.ts";
import { dialled, phone } from "./phone.ts";
import { expect, test } from "./portal.ts";
import { chosen, row, type Step, segment, switched, typed, walk } from "./setting-steps.ts";

/** There is one type so far. */
const type: Step = {
  set: (page) => expect(row(page, "type").getByRole("combobox")).toBeDisabled(),
  stands: (page) => expect(row(page, "type").getByRole("combobox")).toHaveValue("customerService"),
  saved: "customerService",
  fixed: true,
};

/** Shown only while the caller's number is. */
const numberTag: Step = {
  set: async (page) => {
    await row(page, "numberTag").getByRole("radio", { name: "Jälkiliite" }).check();
    await page.getByLabel("Liitteen merkit").fill("1*");
  },
  stands: async (page) => {
    await row(page, "presentedNumber").getByRole("radio", { name: "Soittajan numero" }).check();
    await expect(page.getByLabel("Liitteen merkit")).toHaveValue("1*");
  },
  saved: { kind: "suffix", digits: "1*" },
};

test("General: every setting is saved and comes back, and the next call goes by the new number and is spoken to in the new language", async ({
  page,
}) => {
  const account = await ask<{ id: string }>(page, "POST", "/billing-accounts", { code: "7700", name: "Neuvonta" });
  const group = await makeGroup(page, "Yleisten polku", "8030", ["105"]);
  const caller = await phone("104", 14_770);
  try {
    await caller.registered();
    await page.goto(`/groups/${group.id}/general`);
    await walk(page, "general", generalSettings, {
      type,
      name: typed("name", "  Laskuneuvonta ä€ "),
      numberId: chosen("numberId", "8031", await numberId(page, "8031")),
      language: chosen("language", "Svenska", "sv"),
      billingAccountId: chosen("billingAccountId", "7700 Neuvonta", account.id),
      hideFromDirectory: switched("hideFromDirectory", true),
      allowNumberPresentation: switched("allowNumberPresentation", true),
      numberTag,
      presentedNumber: segment("presentedNumber", "Ryhmän numero", "group"),
    });
    await caller.dial(dialled("8030"));
    expect((await caller.until("CALL_CLOSED")).param).toContain("404");
    const before = caller.events.length;
    await caller.dial(dialled("8031"));
    await caller.until("CALL_CLOSED", { after: before, timeoutMs: 20_000 });
    expect(whenHeard((await caller.heard()).at(-1)!, await readPrompt("sv", "group.noAgents"))).not.toBeNull();
  } finally {
    await caller.stop();
    await ask(page, "DELETE", `/groups/${group.id}`);
    await ask(page, "DELETE", `/billing-accounts/${account.id}`);
  }
});
