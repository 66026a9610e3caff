/** `npm run simulate -- --seeds N --from S`: simulated hours of an organisation; prints what happened and every broken invariant. */
import { parseArgs } from "node:util";
import { simulateHour } from "../lib/distribution/simulation/hour.ts";

const { values } = parseArgs({ options: { seeds: { type: "string", default: "1000" }, from: { type: "string", default: "1" } } });
const seeds = Number(values.seeds);
const from = Number(values.from);
if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(from)) {
  console.error("Usage: npm run simulate -- --seeds N --from S");
  process.exit(2);
}
const total = { events: 0, offered: 0, connected: 0, left: 0, hungUp: 0, callbacks: 0, cutOff: 0 };
let broken = 0;
const begin = performance.now();
for (let seed = from; seed < from + seeds; seed++) {
  const hour = simulateHour(seed);
  for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += hour[key];
  if (hour.violations.length) broken++;
  for (const violation of hour.violations) console.error(`seed ${seed}: ${violation}`);
}
const seconds = (performance.now() - begin) / 1000;
console.log(`${seeds} hours in ${seconds.toFixed(1)} s: ${JSON.stringify(total)}, ${broken} with a broken invariant`);
process.exit(broken ? 1 : 0);
