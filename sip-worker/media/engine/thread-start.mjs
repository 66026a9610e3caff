/** First file of the media thread: Node 20 does not pass tsx's loader on to worker threads, so it is registered here. */
import { register } from "tsx/esm/api";

register();
await import("./thread.ts");
