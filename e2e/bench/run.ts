/** `npm run bench -- NAME`: prints figures, never passes or fails. */
import { printMachine, watchStolenTime } from "./report.ts";

const benches: Record<string, { what: string; load: () => Promise<{ run: () => Promise<void> }> }> = {
  decide: { what: "one decision at 1,000 agents and 1,000 waiting callers", load: () => import("./decide.ts") },
  dispatch: { what: "member free -> INVITE on the wire, 200 agents and 500 waiting callers", load: () => import("./dispatch.ts") },
  calls: { what: "INVITE -> 200, member free -> INVITE, and whole calls a second", load: () => import("./calls.ts") },
  together: { what: "20 members answer at the same instant, 1,000 calls", load: () => import("./together.ts") },
  flood: { what: "calls while strangers send 2,000 packets a second for a minute", load: () => import("./flood.ts") },
  edge: {
    what: "calls a second, CPU a call and memory a dialog of a drachtio-srf application behind the edge",
    load: () => import("./edge.ts"),
  },
  parser: { what: "how long messages of each size and shape take to read", load: () => import("./parser.ts") },
  reports: { what: "reports and call log over 1,800,000 calls", load: () => import("./reports.ts") },
  live: { what: "event -> 50 supervisors' live views, and 50 groups in a browser", load: () => import("./live.ts") },
  portal: { what: "saving, the list of 1,000 groups, the editor of 300 members", load: () => import("./portal.ts") },
  media: { what: "callers that the media engine carries", load: () => import("./media.ts") },
};

const name = process.argv[2] ?? "";
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench) {
  printMachine();
  const tellStolenTime = watchStolenTime();
  const { run } = await bench.load();
  await run();
  printMachine();
  tellStolenTime();
} else {
  console.log("npm run bench -- NAME");
  for (const [known, { what }] of Object.entries(benches)) console.log(`  ${known.padEnd(10)} ${what}`);
  process.exitCode = name ? 2 : 0;
}
