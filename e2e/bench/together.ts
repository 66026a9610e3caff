/** 1,000 calls that twenty members answer at the same instant each: how many were connected to more or less than one, and how soon the others were let go. */
import { answerTogether } from "./answer-together.ts";
import { openHouse } from "./bench-house.ts";
import { printTimes } from "./report.ts";

const phones = 20;
const calls = 1_000;

export async function run(): Promise<void> {
  const { api, agents, callers, number, groupId, stop } = await openHouse(phones);
  try {
    const group = (await api.request("GET", `/groups/${groupId}`)) as Parameters<typeof api.saveGroup>[0];
    await api.saveGroup({ ...group, members: { ...group.members, ringSimultaneously: phones } });
    const times: number[] = [];
    let wrong = 0;
    for (let n = 0; n < calls; n++) {
      const { connected, othersEndedMs, done } = await answerTogether(agents, callers, number, phones);
      if (connected.length !== 1) wrong++;
      times.push(othersEndedMs);
      const free = new Promise<void>((resolve) => {
        agents.onEnded = () => resolve();
      });
      done();
      await free;
      // Twenty-one ports a call, and each rests for half a minute afterwards: the range must not run dry.
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    printTimes(`${phones} picked up -> the other ${phones - 1} were let go`, times);
    console.log(`${calls} calls, ${wrong} connected to other than one`);
  } finally {
    await stop();
  }
}
