/**
 * The programs that the worker starts: as they are written (tests, `npm run worker`), or as `npm start` has built them, side by side
 * (lib/stack/worker-build.ts).
 */
const built = import.meta.url.endsWith(".js");
const programAt = (source: string, file: string) => new URL(built ? file : source, import.meta.url);

export const edgeProgram = programAt("../edge/main.ts", "edge.js");
export const mediaProgram = programAt("../media/engine/thread-start.mjs", "media.js");
/** What Node needs for a program of its own. */
export const programArguments = built ? ["--enable-source-maps"] : ["--import", "tsx"];
