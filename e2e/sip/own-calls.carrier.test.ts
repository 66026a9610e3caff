/** Members' ordinary calls: to each other, and out by the operator, with what may be called and what is shown. */
import { describe, expect, test } from "vitest";
import type { CallLegRecord, CallRecord } from "../../lib/domain/call.ts";
import { tonesHeard } from "../softphone/heard.ts";
import { Carrier, field, untilTrunk } from "./carrier.ts";
import { api, domain, group, phone } from "./scene.ts";

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
type Finished = CallRecord & { legs: CallLegRecord[] };

/** The latest call to the number, when its record is complete. */
async function callTo(number: string, since = new Date(0).toISOString()): Promise<Finished> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const latest = (await api.calls(`?number=${number}`)).find((call) => call.dialledNumber === number && call.arrivedAt > since);
    if (latest?.outcome) return (await api.call(latest.id)) as unknown as Finished;
    await pause(50);
  }
  throw new Error(`no finished call to ${number}`);
}

describe("an extension dials another", () => {
  test("both hear each other, both are busy for the queue meanwhile, and the record says internal", async () => {
    const queue = await group(["102"]);
    const [caller, callee] = await Promise.all([phone("101", 440), phone("102", 1000)]);
    await caller.dial(`sip:102@${domain}`);
    const incoming = await callee.until("CALL_INCOMING");
    expect(JSON.stringify(incoming)).toContain("101");
    await callee.accept();
    await caller.until("CALL_ESTABLISHED");
    const userId = await api.userId("102");
    const live = await api.untilLive((snapshot) => snapshot.agents[userId]?.status.kind === "ownCall");
    expect(live.groups[queue.created.id]?.free).toBe(0);
    await pause(1_200);
    await callee.hangUp();
    await caller.until("CALL_CLOSED");
    expect(tonesHeard((await caller.heard())[0]!, [1000]).length).toBe(1);
    expect(tonesHeard((await callee.heard())[0]!, [440]).length).toBe(1);
    await api.untilLive((snapshot) => snapshot.agents[userId]?.status.kind === "free");
    expect(await callTo("102")).toMatchObject({ direction: "internal", outcome: "answered", callerNumber: "101", legs: [] });
  });

  test("a busy colleague is 486, one without a phone 480, an extension that nobody has 404", async () => {
    const [first, second, third] = await Promise.all([phone("101"), phone("102"), phone("103")]);
    await first.dial(`sip:102@${domain}`);
    await second.until("CALL_INCOMING");
    await second.accept();
    await first.until("CALL_ESTABLISHED");
    const closedBy = async (extension: string) => {
      const after = third.events.length;
      await third.dial(`sip:${extension}@${domain}`);
      return (await third.until("CALL_CLOSED", { after })).param;
    };
    expect(await closedBy("102")).toContain("486");
    expect(await closedBy("106")).toContain("480");
    expect(await closedBy("199")).toContain("404");
  });

  test("a caller who gives up stops the colleague's phone", async () => {
    const [caller, callee] = await Promise.all([phone("101"), phone("102")]);
    const begin = new Date().toISOString();
    await caller.dial(`sip:102@${domain}`);
    await callee.until("CALL_INCOMING");
    await caller.hangUp();
    await callee.until("CALL_CLOSED");
    expect(await callTo("102", begin)).toMatchObject({ outcome: "abandoned", endedBy: "caller" });
  });
});

describe("a call out by the operator", () => {
  test("to a mobile: shows the group's number where that is allowed, and is charged to the group's account", async () => {
    const [account] = await api.request<{ id: string }[]>("GET", "/billing-accounts");
    await group(["101"], {
      general: { numberId: await api.numberId("0200000120"), allowNumberPresentation: true, billingAccountId: account!.id },
    });
    const operator = await Carrier.start({ hangsUpAfterMs: 1_000 });
    const caller = await phone("101");
    await caller.dial(`sip:+358 41 000 0777@${domain}`.replaceAll(" ", ""));
    await caller.until("CALL_ESTABLISHED");
    await caller.until("CALL_CLOSED");
    const invite = await operator.until("INVITE");
    expect(invite).toMatch(/^INVITE sip:0410000777@127\.0\.0\.2:5070/);
    expect(field(invite, "From")).toMatch(/^<sip:0200000120@/);
    expect(field(invite, "P-Asserted-Identity")).toMatch(/^<sip:\+358200000120@/);
    expect(field(invite, "Session-Expires")).toBe("1800");
    const call = await callTo("0410000777");
    expect(call).toMatchObject({ direction: "outgoing", outcome: "answered" });
    expect(call.legs).toMatchObject([{ kind: "outside", number: "0410000777", billingAccountId: account!.id }]);
    expect(call.legs[0]?.answeredAt).not.toBeNull();
    expect(call.legs[0]?.endedAt).not.toBeNull();
  });

  test("without a group that may be shown the number is withheld", async () => {
    const operator = await Carrier.start({ hangsUpAfterMs: 500 });
    const caller = await phone("106");
    await caller.dial(`sip:0410000778@${domain}`);
    await caller.until("CALL_CLOSED");
    const invite = await operator.until("INVITE");
    expect(field(invite, "From")).toMatch(/^"Anonymous" <sip:anonymous@anonymous\.invalid>/);
    expect(field(invite, "Privacy")).toBe("id");
    expect(invite).not.toContain("P-Asserted-Identity");
  });

  test.each(["0700000120", "+358700000120", "00358700000120", "990358700000120", "0600000120", "+46800000000", "0100000120"])(
    "to a class that is not allowed (%s): 403, whatever way it is written",
    async (number) => {
      const caller = await phone("101");
      await caller.dial(`sip:${number}@${domain}`);
      expect((await caller.until("CALL_CLOSED")).param).toContain("403");
    },
  );

  test("112 without an operator: refused at once, clearly", async () => {
    await untilTrunk(({ up }) => !up, "Demo carrier", 60_000);
    const caller = await phone("101");
    const begin = performance.now();
    await caller.dial(`sip:112@${domain}`);
    expect((await caller.until("CALL_CLOSED")).param).toContain("503");
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
