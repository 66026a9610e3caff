/** A request that the browser makes by itself, without anybody at it: no use of the session (proxy.ts, lib/web/actor.ts). */
export const backgroundHeader = "Jono-Background";
