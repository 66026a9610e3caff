/** The session's cookie and its two clocks: idle for half an hour, or twelve hours in all (used by proxy.ts too). */
export const idleSeconds = 30 * 60;
export const longestSeconds = 12 * 60 * 60;

export const sessionAge = { idleSeconds, longestSeconds };

export const sessionCookieName = (secure: boolean) => (secure ? "__Host-jono.session" : "jono.session");

export const sessionCookie = (secure: boolean) => ({
  name: sessionCookieName(secure),
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
});
