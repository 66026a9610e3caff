/** `npm run replay -- FILE`: steps through a history that a worker kept (DECISION_HISTORY=1) and says whether today's code decides the same. */
import { readFileSync } from "node:fs";
import { replay } from "../lib/distribution/history.ts";

const [file] = process.argv.slice(2);
if (!file) {
  console.error("Usage: npm run replay -- FILE, one of DATA_DIR/histories");
  process.exit(2);
}
const replayed = replay(readFileSync(file, "utf8").trimEnd().split("\n"));
if (replayed.ok) console.log(`${replayed.steps} decisions, the same as recorded; trace hash ${replayed.hash}`);
else console.log(`line ${replayed.line} decides otherwise\n  recorded ${replayed.recorded}\n  decided  ${replayed.decided}`);
process.exit(replayed.ok ? 0 : 1);
