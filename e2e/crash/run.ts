/** `npm run crash -- --times 500`: kills the worker at every named place in turn, so many times, and prints what came of it. */
import { parseArgs } from "node:util";
import { crashPoints, isCallbackPoint } from "../../sip-worker/runtime/crash-point.ts";
import { openHouse } from "../bench/bench-house.ts";
import { printTimes } from "../bench/report.ts";
import { walk } from "./walk.ts";

const { values } = parseArgs({ options: { times: { type: "string", default: "20" } } });
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) {
  console.error("--times: expected how many times the worker is killed, e.g. 500");
  process.exit(2);
}

const points = crashPoints.filter((point) => !isCallbackPoint(point));
const { stop, dataDir, sipPort, ...house } = await openHouse(1, { dies: true });
const back: number[] = [];
const served: number[] = [];
let wrong = 0;
try {
  for (let n = 0; n < times; n++) {
    const point = points[n % points.length]!;
    const { backAfterMs, servedAfterMs, faults } = await walk({ ...house, dataDir, sipPort }, point);
    back.push(backAfterMs);
    served.push(servedAfterMs);
    wrong += faults.length;
    for (const fault of faults) console.log(`${n + 1}. ${point}: ${fault}`);
  }
  printTimes("killed -> accepts calls", back);
  printTimes("accepts calls -> the member talks to the next caller", served);
  console.log(`${back.length} deaths, ${wrong} faults`);
} finally {
  await stop();
}
process.exit(wrong === 0 ? 0 : 1);
