import { getJson, sendJson } from "./api.ts";

/** @throws Refusal with `unauthenticated` when this browser may not show figures any more. */
export const askScreen = () => getJson<void>("/live/screen");

/** This browser goes on showing figures; whoever is signed in at it is signed out. */
export const leaveShowing = () => sendJson<void>("POST", "/live/screen");
