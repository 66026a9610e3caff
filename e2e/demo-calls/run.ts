/** `npm run demo:calls`: real SIP callers and agents against the running demo stack, until Ctrl-C (README, "See it move"). */
import { setMaxListeners } from "node:events";
import { environmentOrExit } from "../../lib/stack/environment.ts";
import { type Access, accessTo, CannotStart } from "./access.ts";
import { argumentsOrExit } from "./arguments.ts";
import { Figures } from "./figures.ts";
import { startTraffic } from "./traffic.ts";

const given = argumentsOrExit(process.argv.slice(2));
const environment = environmentOrExit();
const figures = new Figures();
const stop = new AbortController();
setMaxListeners(0, stop.signal);

/** The second time it is meant: whoever does not want to wait leaves calls behind, which the service ends by itself. */
function onSignal(): void {
  if (stop.signal.aborted) process.exit(130);
  console.log("Everybody hangs up …");
  stop.abort();
}
process.on("SIGINT", onSignal);
process.on("SIGTERM", onSignal);

let access: Access | null = null;
let code = 0;
try {
  access = await accessTo(environment);
  const { group, ended } = await startTraffic(access, given, figures, stop);
  const { callsPerMinute, agents } = given;
  console.log(
    `${callsPerMinute} calls a minute come to ${group.general.name}; ${agents} agents answer. Open http://${environment.HOST}:${environment.PORT}/live?group=${group.id}`,
  );
  const lines = setInterval(() => console.log(figures.line()), 60_000);
  await ended.finally(() => clearInterval(lines));
  console.log(`${figures.line()}\nEverybody has hung up. The group ${group.general.name} and its calls stay.`);
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(`demo:calls: ${error.message}.`);
  code = 1;
} finally {
  await access?.end().catch(() => undefined);
}
process.exit(code);
