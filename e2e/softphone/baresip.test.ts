import { expect, onTestFinished, test } from "vitest";
import { Baresip } from "./baresip.ts";
import { readPrompt, tonesHeard, whenHeard } from "./heard.ts";

test("two phones call each other: each heard the other, and what was heard can be told apart", { timeout: 30_000 }, async () => {
  const prompt = await readPrompt("fi", "queue.entry");
  const caller = await Baresip.start({
    account: { user: "caller", domain: "127.0.0.1:15190" },
    ports: { sip: 15_110, control: 15_112, rtp: { min: 25_000, max: 25_019 } },
    speaks: 440,
  });
  onTestFinished(() => caller.stop());
  const agent = await Baresip.start({
    account: { user: "agent", domain: "127.0.0.1:15190", codecs: ["PCMU"] },
    ports: { sip: 15_114, control: 15_116, rtp: { min: 25_020, max: 25_039 } },
    speaks: prompt,
  });
  onTestFinished(() => agent.stop());

  await caller.dial("sip:agent@127.0.0.1:15114");
  await agent.until("CALL_INCOMING");
  await agent.accept();
  await Promise.all([caller.until("CALL_ESTABLISHED"), agent.until("CALL_ESTABLISHED")]);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await caller.sendKeys("15");
  await caller.hangUp();
  await agent.until("CALL_CLOSED");

  const [heardByCaller] = await caller.heard();
  const [heardByAgent] = await agent.heard();
  expect(whenHeard(heardByCaller!, prompt.subarray(0, 16_000))?.startMs).toBeLessThan(1_000);
  expect(whenHeard(heardByCaller!, await readPrompt("sv", "queue.entry"))).toBeNull();
  expect(tonesHeard(heardByAgent!, [440, 1000])[0]?.frequencyHz).toBe(440);
});
