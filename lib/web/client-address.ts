/**
 * The browser's address, for throttling. A proxy in front is believed only as far as its own last hop: what stands before that
 * in X-Forwarded-For was written by the browser.
 */
export const clientAddress = (headers: Headers): string =>
  headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64) || "direct";
