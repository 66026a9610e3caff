/** The session's cookie and its two clocks: idle for half an hour, or twelve hours in all (used by proxy.ts too). */
export const idleSeconds = 30 * 60;
export const longestSeconds = 12 * 60 * 60;

export const sessionAge = { idleSeconds, longestSeconds };

export const sessionCookieName = (secure: boolean) => (secure ? "__Host-jono.session" : "jono.session");

/** Of a screen on a wall. Browsers keep no cookie longer than 400 days. */
export const screenCookieName = (secure: boolean) => (secure ? "__Host-jono.screen" : "jono.screen");
const screenSeconds = 400 * 24 * 60 * 60;

export const screenCookie = (secure: boolean) => ({
  name: screenCookieName(secure),
  options: { httpOnly: true, sameSite: "strict" as const, path: "/", secure, maxAge: screenSeconds },
});

export const sessionCookie = (secure: boolean) => ({
  name: sessionCookieName(secure),
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
});
